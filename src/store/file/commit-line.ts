import { docText, type Change } from './documents.ts';
import { isDoc } from '../read-doc.ts';
import type { Doc } from '../store.ts';

/** One document of a commit as it is afterwards, or that it is gone. */
type WrittenDoc =
  | { readonly collection: string; readonly doc: Doc<unknown> }
  | { readonly collection: string; readonly gone: string };

/**
 * A commit as it stands in the log. `batch` is the number of the first commit that was written with it: a line of a later
 * batch proves that everything before that batch was promised.
 */
export interface CommitLine {
  readonly commit: number;
  readonly batch: number;
  readonly writes: readonly WrittenDoc[];
}

/** The log's line of a commit. */
export function commitLine(commit: number, batch: number, changes: readonly Change[]): string {
  const writes = changes.map(({ collection, id, after, text }) => {
    const what = after ? `"doc":${docText(after, text)}` : `"gone":${JSON.stringify(id)}`;
    return `{"collection":${JSON.stringify(collection)},${what}}`;
  });
  return `{"commit":${commit},"batch":${batch},"writes":[${writes.join(',')}]}\n`;
}

/** Undefined where the line is not one: torn, or damaged. */
export function parseCommitLine(text: string): CommitLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isCommitLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

/** By hand: at a start there can be very many. */
function isCommitLine(value: unknown): value is CommitLine {
  if (!hasKeys(value, ['commit', 'batch', 'writes'])) return false;
  const { commit, batch, writes } = value;
  if (!isNumber(commit) || !isNumber(batch) || batch > commit) return false;
  return Array.isArray(writes) && writes.every(isWrittenDoc);
}

function isWrittenDoc(value: unknown): value is WrittenDoc {
  if (hasKeys(value, ['collection', 'doc']))
    return typeof value['collection'] === 'string' && isDoc(value['doc']);
  return (
    hasKeys(value, ['collection', 'gone']) &&
    typeof value['collection'] === 'string' &&
    typeof value['gone'] === 'string'
  );
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function hasKeys(value: unknown, keys: readonly string[]): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}
