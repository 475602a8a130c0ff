import type { Fault } from '../../sandbox/faults.ts';

/** Something that happens to a callback on its way. */
export type Trouble = Pick<Fault, 'kind' | 'ms'>;

/** One thing that happens in an evening. Who is off air already is not cut, who is on air does not push again. */
export type Happening =
  /** A push ends with this code: the only one, or with `of` the encoder's of a stream that has two. */
  | {
      readonly do: 'cut';
      readonly stream: string;
      readonly code: number;
      readonly of?: 'encoder';
      readonly trouble?: Trouble | undefined;
    }
  /** An encoder pushes. */
  | { readonly do: 'push'; readonly stream: string; readonly trouble?: Trouble | undefined }
  /** The source of a pull task fails, or is there again. */
  | { readonly do: 'pull'; readonly stream: string; readonly broken: boolean }
  /** An engineer drops a stream with a command. */
  | { readonly do: 'drop'; readonly stream: string }
  /** Somebody takes on the newest card on this platform that waits for it. */
  | { readonly do: 'press'; readonly on: Platform }
  /** The cloud's callbacks get through, or nobody answers them. */
  | { readonly do: 'callbacks'; readonly open: boolean }
  /** Slack answers every other request with 429, or no more. */
  | { readonly do: 'limits'; readonly on: boolean }
  /** A platform cannot be reached, or can again. */
  | { readonly do: 'platform'; readonly which: Platform; readonly down: boolean }
  /** Airdesk is stopped and started. */
  | { readonly do: 'restart' }
  /** kill -9, and the next start so much later, ms. */
  | { readonly do: 'kill'; readonly awayMs: number };

/** A happening and when it begins, ms since the evening began. */
export type Timed = Happening & { readonly atMs: number };

export type Platform = 'slack' | 'discord';
export const PLATFORMS: readonly Platform[] = ['slack', 'discord'];
