import type { Attachment } from '../../src/card/attachments.ts';
import type { Clock } from '../../src/clock.ts';

/** Of all files together, bytes; the oldest go first. */
const MOST_BYTES = 20_000_000;
const LIFE_MS = 2 * 60 * 60_000;

/** The pictures and files of cards: in memory, bounded, forgotten after 2 h. */
export interface DeskFiles {
  /** Answers the unguessable id. `onlyFor`: the one who may have it; undefined: all who use the desk. */
  keep(attachment: Attachment, onlyFor: string | undefined): string;
  find(id: string, userId: string): Attachment | undefined;
}

interface Kept {
  readonly attachment: Attachment;
  readonly onlyFor: string | undefined;
  /** As time that passed, ms. */
  readonly until: number;
}

export function createFiles(clock: Clock, newId: () => string): DeskFiles {
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
    keep(attachment, onlyFor) {
      const id = newId();
      kept.set(id, { attachment, onlyFor, until: clock.passed() + LIFE_MS });
      forget();
      return id;
    },
    find(id, userId) {
      forget();
      const found = kept.get(id);
      return found && (found.onlyFor ?? userId) === userId ? found.attachment : undefined;
    },
  };
}
