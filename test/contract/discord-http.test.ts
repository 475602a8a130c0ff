import { describeAdapter } from './adapter-contract.ts';
import { createDiscordHarness, discordTraits } from './discord-harness.ts';

describeAdapter('Discord over HTTP', () => createDiscordHarness('http'), discordTraits('http'));
