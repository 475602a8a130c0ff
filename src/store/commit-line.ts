import { z } from 'zod';
import { docText, freeze, type Change } from './documents.ts';
import { DocSchema } from './lowdb-file.ts';

const LineSchema = z.strictObject({
  commit: z.number().int().positive(),
  batch: z.number().int().positive(),
  writes: z.array(
    z.union([
      z.strictObject({ collection: z.string(), doc: DocSchema }),
      z.strictObject({ collection: z.string(), gone: z.string() }),
    ]),
  ),
});

/**
 * A commit as it stands in the log. `batch` is the number of the first commit that was written with it: a line of a later
 * batch proves that everything before that batch was promised.
 */
export type CommitLine = z.infer<typeof LineSchema>;

/** The log's line of a commit. */
export function commitLine(commit: number, batch: number, changes: readonly Change[]): string {
  const writes = changes.map(({ collection, id, after }) => {
    const what = after ? `"doc":${docText(after)}` : `"gone":${JSON.stringify(id)}`;
    return `{"collection":${JSON.stringify(collection)},${what}}`;
  });
  return `{"commit":${commit},"batch":${batch},"writes":[${writes.join(',')}]}\n`;
}

/** Undefined where the line is not one: torn, or damaged. */
export function parseCommitLine(text: string): CommitLine | undefined {
  try {
    const line = LineSchema.safeParse(JSON.parse(text));
    if (!line.success || line.data.batch > line.data.commit) return undefined;
    for (const write of line.data.writes) if ('doc' in write) freeze(write.doc);
    return line.data;
  } catch {
    return undefined;
  }
}
