import { describeAdapter } from './adapter-contract.ts';
import { createSlackHarness, slackTraits } from './slack-harness.ts';

describeAdapter('Slack over Socket Mode', () => createSlackHarness('socket'), slackTraits('socket'));
