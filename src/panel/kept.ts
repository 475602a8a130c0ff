import type { Pacing } from './back-off.ts';
import type { StoredPanel } from './panel.ts';

/** A panel that is kept up to date: what is on disk of it, and what only this process knows. */
export interface Kept {
  stored: StoredPanel;
  /** Of the card that its message shows; undefined where that is not known. */
  mark: string | undefined;
  /** Keys of the targets that it shows. */
  targets: ReadonlySet<string>;
  /** Whether all of it could be read; undefined before the first time. */
  complete: boolean | undefined;
  /** ms, on a clock that is never set. */
  editedAt: number;
  pacing: Pacing;
  /** Code of what keeps it from being shown. */
  trouble: string | undefined;
  work: Promise<void> | undefined;
  /** Asked for while it was worked on. */
  again: boolean;
}
