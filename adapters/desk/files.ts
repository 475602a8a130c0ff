import type { Attachment } from '../../src/card/attachments.ts';
import type { MayRead } from './readers.ts';
import type { Clock } from '../../src/clock.ts';

/** Of all files together, bytes; the oldest go first. */
const MOST_BYTES = 20_000_000;
const LIFE_MS = 2 * 60 * 60_000;

/** The pictures and files of cards: in memory, bounded, forgotten after 2 h. */
export interface DeskFiles {
  /** Answers the unguessable id. */
  keep(attachment: Attachment, readers: Readers): string;
  find(id: string, userId: string): Attachment | undefined;
}

/** Who may have a file: the one, or whoever may see what is about all these accounts. */
interface Readers {
  readonly onlyFor: string | undefined;
  readonly accounts: readonly string[];
}

interface Kept extends Readers {
  readonly attachment: Attachment;
  /** As time that passed, ms. */
  readonly until: number;
}

/** Begins with no file. Ids come from `newId`: whoever has one has no file by that alone, `mayRead` decides again. */
export function createFiles(clock: Clock, newId: () => string, mayRead: MayRead): DeskFiles {
  const kept = new Map<string, Kept>();

  function forget(): void {
    let size = [...kept.values()].reduce((sum, { attachment }) => sum + attachment.bytes.length, 0);
    for (const [id, { attachment, until }] of kept) {
      if (size <= MOST_BYTES && until > clock.passed()) return;
      size -= attachment.bytes.length;
      kept.delete(id);
    }
  }

  return {
    keep(attachment, readers) {
      const id = newId();
      kept.set(id, { attachment, ...readers, until: clock.passed() + LIFE_MS });
      forget();
      return id;
    },
    find(id, userId) {
      forget();
      const found = kept.get(id);
      if (!found) return undefined;
      const isFor = found.onlyFor === undefined ? mayRead(userId, found.accounts) : found.onlyFor === userId;
      return isFor ? found.attachment : undefined;
    },
  };
}
