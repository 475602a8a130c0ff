import type { Suggestable, SuggestionSource, Wording } from '../../src/chat/suggest/source.ts';
import { LIMITS } from '../../src/platform/limits.ts';
import { byShort, isPlain } from '../../src/text/name-forms.ts';
import type { Reader } from '../../src/live/reader.ts';
import { since } from '../when.ts';
import { onlineMany, type Online, pushedSince } from '../../src/live/read/online.ts';
import { streamWord, whyUnnameable } from './naming/word.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** What is known of a stream: pushed since (ms UTC, where the cloud tells), not pushed, or neither. */
interface State {
  readonly pushed: boolean | undefined;
  readonly since?: number | undefined;
}

/** The configured streams by their short names, then the others that are online. */
export const streamSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const all = await onlineMany(context);
    const { streams, total } = all;
    const online = new Map(streams.map((stream) => [fullName(stream), stream]));
    const shorts = Object.entries(context.config.streams).filter(
      ([, stream]) => (stream.account ?? context.account) === context.account,
    );
    const configured = shorts.map(([short, stream]) => {
      const full = fullName(stream);
      const pushed = online.get(full);
      const unseen: State = { pushed: streams.length < total ? undefined : false };
      const state: State = pushed ? { pushed: true, since: pushedSince(pushed.publishes) } : unseen;
      return suggestable(
        shortWord(short, all, stream),
        [short, stream.stream, full],
        `${short} · ${full}`,
        state,
      );
    });
    const shown = new Set(shorts.map(([, stream]) => fullName(stream)));
    const others = [...online].flatMap(([full, stream]) => {
      const value = shown.has(full) ? undefined : wordOf(context, stream, all);
      const state: State = { pushed: true, since: pushedSince(stream.publishes) };
      return value === undefined ? [] : [suggestable(value, [stream.stream, full], full, state)];
    });
    return [...configured, ...others];
  },
};

function suggestable(value: string, also: readonly string[], name: string, state: State): Suggestable {
  return { value, also, label: (words) => ({ name, state: stateIn(words, state) }) };
}

/** What a stream with a short name is offered by: that, unless another stream on air is called so; its full name then. */
function shortWord(short: string, { streams }: Online, name: StreamName): string {
  const others = streams.filter((other) => other.stream === short && fullName(other) !== fullName(name));
  if (others.length === 0 && isPlain(short)) return short;
  const word = streamWord(name);
  return word.length <= LIMITS.suggestion ? word : byShort(short);
}

/** What names exactly this stream: in full, or where that is too long, its own name while no other has it. */
function wordOf(context: Reader, name: StreamName, { streams }: Online): string | undefined {
  if (whyUnnameable(name)) return undefined;
  const word = streamWord(name);
  if (word.length <= LIMITS.suggestion) return word;
  const alone = streams.filter(({ stream }) => stream === name.stream).length === 1;
  const taken = Object.hasOwn(context.config.streams, name.stream) || name.stream.includes('/');
  return alone && !taken && isPlain(name.stream) ? name.stream : undefined;
}

function stateIn(words: Wording, { pushed, since: at }: State): string {
  const { say } = words;
  if (pushed === undefined) return '';
  if (!pushed) return say('not pushed', '未推流');
  if (at === undefined) return say('on air', '推流中');
  const length = since(words, at);
  return say(`on air ${length}`, `已推流 ${length}`);
}
