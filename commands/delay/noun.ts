import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { readDelay, readDelays, type Delay } from '../../src/live/read/delays.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import type { Fact } from '../../src/reply.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Noun, NounOption } from '../shape/noun.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamOption } from '../stream/option.ts';
import { when } from '../when.ts';

/** Delays that are in force, by their streams. */
export const delayNoun: Noun<Delay> = {
  kind: 'delay',
  words: { en: 'delay', zh: '延播' },
  list: 'delay list',
  show: 'delay list',
  read: async (context) => {
    const listed = await readDelays(context);
    const items = listed.items.filter(({ isOn }) => isOn);
    return { ...listed, items, total: items.length };
  },
  readOne: readDelay,
  async meant(context, given, command) {
    try {
      return fullName(await resolveStream(context, given, command));
    } catch (error) {
      // A stream that is not on air: what has a delay says what is near.
      if (error instanceof Refusal && error.code === 'airdesk.not-found') return given;
      throw error;
    }
  },
  label: ({ name }) => safeLine(name, 100),
  facts: delayFacts,
  state: ({ seconds, until = 0 }) => ({ seconds, until }),
};

/** The option that names one by its stream. */
export const delaySubject: NounOption & { readonly name: string } = {
  ...{ name: 'stream', zh: streamOption.zh, example: streamOption.example, suggests: 'stream' },
  summary: { en: 'the stream that is delayed', zh: '已设置延播的流' },
};

/** How long it is, and until when. */
export function delayFacts(context: CommandContext, { seconds, until }: Delay): Fact[] {
  const { say, language } = context;
  return [
    { label: say('Delay', '延播时长'), value: formatDuration(seconds * 1000, language) },
    ...(until === undefined ? [] : [{ label: say('Until', '有效期至'), value: when(context, until) }]),
  ];
}
