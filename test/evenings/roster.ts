import type { StreamName } from '../../sandbox/stream/streams.ts';

/** What a stream is in these evenings, and with that what is expected of it. */
export type Part =
  /** Should be on air. */
  | 'programme'
  /** Should be on air, and its loss calls Lin after two seconds. */
  | 'final'
  /** Pushed by an encoder and by a pull task. */
  | 'backed'
  /** Pushed by a pull task alone. */
  | 'fed'
  /** Dropped from here; its encoder comes back by itself. */
  | 'dropped'
  /** Fails again and again. */
  | 'flapping'
  /** Day and night on air, without a word in the file. */
  | 'channel'
  /** Of the domain that fails as a whole; its people are Bo. */
  | 'of-domain'
  /** Of the domain that is in maintenance for half an hour. */
  | 'maintained'
  /** A rule says that it is only recorded. */
  | 'test'
  /** On air when the evening begins; nothing says that it should be. */
  | 'show'
  /** The same, of a name that comes once and goes. */
  | 'one-off';

/** A stream by name. */
export interface Member {
  /** `domain/app/stream`. */
  readonly name: string;
  readonly part: Part;
}

const of = (count: number, part: Part, name: (at: number) => string): Member[] =>
  Array.from({ length: count }, (_, at) => ({ name: name(at), part }));

/** Everything that is on air when an evening begins. */
export const ROSTER: readonly Member[] = [
  ...of(20, 'programme', (at) => `a.example.com/live/p${at}`),
  ...of(1, 'final', () => 'a.example.com/live/final'),
  ...of(2, 'backed', (at) => `a.example.com/live/backed${at}`),
  ...of(1, 'fed', () => 'a.example.com/live/fed'),
  ...of(1, 'dropped', () => 'a.example.com/live/dropped'),
  ...of(2, 'flapping', (at) => `a.example.com/live/flap${at}`),
  ...of(1, 'channel', () => 'a.example.com/live/channel'),
  ...of(10, 'of-domain', (at) => `b.example.com/live/b${at}`),
  ...of(3, 'maintained', (at) => `c.example.com/live/c${at}`),
  ...of(2, 'test', (at) => `test.example.com/live/test${at}`),
  ...of(12, 'show', (at) => `s.example.com/live/show${at}`),
];

/** The names that have this part, in order. */
export function named(part: Part): string[] {
  return ROSTER.filter((member) => member.part === part).map(({ name }) => name);
}

/** What a name is; names that are not in the roster come once. */
export function partOf(name: string): Part {
  return ROSTER.find((member) => member.name === name)?.part ?? 'one-off';
}

/** The name that a turn of one-off streams has. */
export function oneOff(turn: number): string {
  return `e.example.com/event/once-${String(turn).padStart(4, '0')}`;
}

/** Whether airdesk.yaml, or how long it was on air, says that it should be on air. */
export function isWatched(part: Part): boolean {
  return part !== 'show' && part !== 'one-off';
}

/** The pull task that pushes a stream. */
export function taskOf(name: string): string | undefined {
  const part = partOf(name);
  return part === 'backed' || part === 'fed' ? `pull-${name.slice(name.lastIndexOf('/') + 1)}` : undefined;
}

/** A name in the three parts that the sandbox takes. */
export function partsOf(name: string): StreamName {
  const [domain = '', app = '', stream = ''] = name.split('/');
  return { domain, app, stream };
}
