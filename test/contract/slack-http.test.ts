import { describeAdapter } from './adapter-contract.ts';
import { createSlackHarness, slackTraits } from './slack-harness.ts';

describeAdapter('Slack over HTTP', () => createSlackHarness('http'), slackTraits('http'));
