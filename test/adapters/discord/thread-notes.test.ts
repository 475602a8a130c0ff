import { afterEach, expect, it } from 'vitest';
import { until } from '../../contract/passing-time.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { startDiscord, type Setup } from './start-discord.ts';

const CHANNEL = '200000000000000001';
const POST = '200000000000000777';
const UNSEEN = '200000000000000888';

let setup: Setup;
afterEach(() => setup.stop());

it('notes at the start which channels of alerts are threads, and nothing of what it cannot see', async () => {
  setup = await startDiscord({
    clock: createTestClock(),
    alertChannels: [UNSEEN, CHANNEL, POST],
    prepare: ({ guild }) => {
      guild.inside.set(POST, CHANNEL);
      guild.closed.set(UNSEEN, 50_001);
    },
  });
  const notes = () => setup.logs.filter((line) => line.includes('alerts go into a thread'));
  await until('the note', () => notes().length > 0);
  expect(notes()).toEqual([expect.stringContaining(`discord:${POST}`)]);
  expect(setup.fake.calls.filter(({ route }) => route === 'get channel')).toHaveLength(3);
});
