import type { Suggestable, SuggestionSource, Wording } from '../../src/suggest/source.ts';
import type { Reader } from '../reader.ts';
import { since } from '../when.ts';
import { fullName, type StreamName } from './name.ts';
import { onlineMany, pushedSince } from './online.ts';
import { isFullName } from './resolve.ts';

/** Longest value that every platform takes (Discord, application command option choice). */
const LONGEST = 100;

/** What is known of a stream: pushed since (ms UTC, where the cloud tells), not pushed, or neither. */
interface State {
  readonly pushed: boolean | undefined;
  readonly since?: number | undefined;
}

/** The configured streams by their short names, then the others that are online. */
export const streamSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const { streams, total } = await onlineMany(context);
    const online = new Map(streams.map((stream) => [fullName(stream), stream]));
    const shorts = Object.entries(context.config.streams).filter(
      ([, stream]) => (stream.account ?? context.account) === context.account,
    );
    const configured = shorts.map(([short, stream]) => {
      const full = fullName(stream);
      const pushed = online.get(full);
      const unseen: State = { pushed: streams.length < total ? undefined : false };
      const state: State = pushed ? { pushed: true, since: pushedSince(pushed.publishes) } : unseen;
      return suggestable(short, [stream.stream, full], `${short} · ${full}`, state);
    });
    const shown = new Set(shorts.map(([, stream]) => fullName(stream)));
    const others = [...online].flatMap(([full, stream]) => {
      const value = shown.has(full) ? undefined : valueFor(context, stream, streams);
      const state: State = { pushed: true, since: pushedSince(stream.publishes) };
      return value === undefined ? [] : [suggestable(value, [stream.stream, full], full, state)];
    });
    return [...configured, ...others];
  },
};

function suggestable(value: string, also: readonly string[], name: string, state: State): Suggestable {
  return { value, also, label: (words) => ({ name, state: stateIn(words, state) }) };
}

/** What names exactly this stream: its full name, or where that does not do, its own name while no other has it. */
function valueFor(context: Reader, name: StreamName, online: readonly StreamName[]): string | undefined {
  const full = fullName(name);
  if (full.length <= LONGEST && isFullName(full)) return full;
  const alone = online.filter((other) => other.stream === name.stream).length === 1;
  const taken = Object.hasOwn(context.config.streams, name.stream) || name.stream.includes('/');
  return alone && !taken ? name.stream : undefined;
}

function stateIn(words: Wording, { pushed, since: at }: State): string {
  const { say } = words;
  if (pushed === undefined) return '';
  if (!pushed) return say('not pushed', '未推流');
  if (at === undefined) return say('on air', '推流中');
  const length = since(words, at);
  return say(`on air ${length}`, `已推流 ${length}`);
}
