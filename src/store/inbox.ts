/** A value that stands in the inbox. */
export interface Entry {
  /** Position; the first is 1, and each is one more. */
  readonly seq: number;
  readonly value: unknown;
}

/** What arrives from outside, in order, on disk before it is promised. Read again from anywhere after a restart. */
export interface Inbox {
  /** Resolves with its position when it is on disk. Appends that arrive while the disk is busy share the next sync. @throws when the disk refuses: nothing is kept */
  append(value: unknown): Promise<number>;
  /** Entries after `seq` in order, at most `most`; empty where there is none yet. Lines torn by a crash are skipped. */
  read(after: number, most: number): Promise<readonly Entry[]>;
  /** Position of the newest entry; 0 where there is none. */
  readonly last: number;
  /** Called when something was appended. One listener. */
  onAppend(listener: () => void): void;
  /** Everything up to `seq` was dealt with: whole old files may go, beyond what is kept as history. */
  done(seq: number): Promise<void>;
  close(): Promise<void>;
}
