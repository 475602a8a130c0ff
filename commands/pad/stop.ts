import type { Noun } from '../shape/noun.ts';
import { Refusal } from '../../src/errors.ts';
import { onlineStream } from '../../src/live/read/online.ts';
import { readPadded, type Padded } from '../../src/live/read/pads.ts';
import { fullName, streamParts } from '../../src/live/read/stream-name.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { actCommand } from '../shape/act.ts';
import { resolveStream } from '../stream/naming/resolve.ts';
import { streamOption } from '../stream/option.ts';
import { viewersFact } from '../stream/viewers.ts';
import { readAllPadded } from './places.ts';

/** Streams that show a pad. */
const paddedNoun: Noun<Padded> = {
  kind: 'pad',
  words: { en: 'stream with a pad', zh: '正在播放垫片的流' },
  list: 'pad list',
  show: 'pad list',
  // The app may be one that nothing else tells of: a full name is looked up by itself.
  read: async (context) => ({ ...(await readAllPadded(context)), complete: false }),
  readOne: async (context, id) => {
    const stream = streamParts(id);
    if (!stream) return undefined;
    const there = await readPadded(context, stream.domain, stream.app);
    return there.find((padded) => padded.id === id);
  },
  async meant(context, given, command) {
    try {
      return fullName(await resolveStream(context, given, command));
    } catch (error) {
      // What shows a pad is not pushed: its name alone is found among what does.
      if (!(error instanceof Refusal) || error.code !== 'airdesk.not-found') throw error;
      const { items } = await readAllPadded(context);
      const [only, second] = items.filter(({ stream }) => stream.stream === given);
      return only && !second ? only.id : given;
    }
  },
  label: ({ name }) => safeLine(name, 100),
  facts: async (context, { stream }) => [await viewersFact(context, stream)],
  state: () => ({ padded: true }),
};

/** `pad stop`: StopLivePadProcessor. It cannot be undone: the pad comes again when the push breaks again. */
export const padStop = actCommand({
  name: 'pad stop',
  zh: '垫片 停止',
  summary: { en: 'End the pad that viewers of a stream see', zh: '停止一路流的垫片' },
  risk: 'air',
  noun: paddedNoun,
  subject: {
    ...{ name: 'stream', zh: streamOption.zh, example: streamOption.example, suggests: 'stream' },
    summary: { en: 'the stream that shows a pad', zh: '正在播放垫片的流' },
  },
  options: {},
  action: 'StopLivePadProcessor',
  params: ({ stream }, _, { person }) => ({
    ...{ PushDomainName: stream.domain, AppName: stream.app, StreamName: stream.stream },
    Operator: person.id,
  }),
  title: (label) => ({ en: `Stop the pad of ${label}`, zh: `停止 ${label} 的垫片` }),
  warn: async (context, { stream }) => [
    (await onlineStream(context, stream))
      ? { en: 'Viewers see the push again at once.', zh: '观众会立即看到推流画面。' }
      : {
          en: 'The stream is not pushed: viewers see nothing.',
          zh: '该流当前未推流：观众会看不到画面。',
        },
  ],
  isDone: (padded) => padded === undefined,
  undoText: {
    en: 'No undo: the pad comes again when the push breaks again.',
    zh: '无法撤销：再次断流时才会重新播放垫片。',
  },
});
