import { NO_LINES } from '../../store/file/chain/link.ts';

/** How far the audit was delivered to one receiver: its last line there, and where that line ends. */
export interface Position {
  /** Number of the last line that was delivered. */
  readonly n: number;
  /** Its hash. */
  readonly hash: string;
  /**
   * The file in which it stands, by the number that the file has or will have once it is put aside. Together with `offset` only a
   * hint where to read on: what counts is the number.
   */
  readonly file: number;
  /** Where the next line begins there, bytes. */
  readonly offset: number;
}

/** Nothing was delivered. */
export const BEGINNING: Position = { n: 0, hash: NO_LINES.hash, file: 0, offset: 0 };

/** What is kept in the store of one receiver. */
export interface Kept {
  readonly position: Position;
  /** When the first export to it began, ms UTC: what is older than that is not late. */
  readonly begunAt: number;
}

/** The collection in the store; the id is the receiver's name. */
export const POSITIONS = 'audit-export';

/** What was kept; undefined where it is none. */
export function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || !('position' in value) || !('begunAt' in value))
    return undefined;
  const { position, begunAt } = value;
  if (typeof begunAt !== 'number' || typeof position !== 'object' || position === null) return undefined;
  const { n, hash, file, offset } = position as Partial<Record<keyof Position, unknown>>;
  if (![n, file, offset].every((each) => Number.isSafeInteger(each)) || typeof hash !== 'string')
    return undefined;
  return { position: { n, hash, file, offset } as Position, begunAt };
}
