import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { z } from 'zod';
import { replaceFile } from './durable-file.ts';
import type { Doc } from './store.ts';
import { StoreError } from './store-error.ts';

/** Collection → id → document, in memory. Documents are never changed in place. */
export type State = Map<string, Map<string, Doc<unknown>>>;

/** Version of the file's layout. A file with a higher one was written by a newer Airdesk. */
const SCHEMA = 1;

const DocSchema = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  value: z.unknown(),
  dueAt: z.number().optional(),
});
const FileSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  collections: z.record(z.string(), z.array(DocSchema)),
});

/** lowdb's adapter for our file: validated on reading, fsynced on writing. */
export function lowdbFile(file: string): Adapter<State> {
  const serialised = new WeakMap<Doc<unknown>, string>();

  const serialise = (doc: Doc<unknown>): string => {
    let text = serialised.get(doc);
    if (text === undefined) serialised.set(doc, (text = JSON.stringify(doc)));
    return text;
  };

  return {
    async read() {
      let text;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      return parseState(file, text);
    },
    // Every commit writes the whole state, so each document is turned into JSON once, not once a commit.
    async write(state) {
      const collections = [...state].map(
        ([name, docs]) => `${JSON.stringify(name)}:[${[...docs.values()].map(serialise).join(',\n')}]`,
      );
      await replaceFile(file, `{"schema":${SCHEMA},"collections":{${collections.join(',\n')}}}\n`);
    },
  };
}

function parseState(file: string, text: string): State {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw damaged(file, 'it is not JSON', error);
  }
  const schema = z.object({ schema: z.number() }).safeParse(raw);
  if (schema.success && schema.data.schema > SCHEMA) {
    throw new StoreError('newer', `${file} has layout ${schema.data.schema}; this Airdesk knows ${SCHEMA}`, {
      en: 'The data was written by a newer Airdesk. Start that version, or point AIRDESK_DATA elsewhere.',
      zh: '数据由更新版本的 Airdesk 写入。请启动那个版本，或把 AIRDESK_DATA 指向别处。',
    });
  }
  const parsed = FileSchema.safeParse(raw);
  if (!parsed.success) throw damaged(file, z.prettifyError(parsed.error), parsed.error);
  return new Map(
    Object.entries(parsed.data.collections).map(([name, docs]) => [
      name,
      new Map(docs.map((doc) => [doc.id, doc as Doc<unknown>])),
    ]),
  );
}

function damaged(file: string, why: string, cause: unknown): StoreError {
  return new StoreError(
    'damaged',
    `${file} is damaged: ${why}`,
    {
      en: `The data file ${file} cannot be read and was left as it is. Restore it from a backup, or move it away to start empty (open confirmations are lost).`,
      zh: `数据文件 ${file} 无法读取，已原样保留。请从备份恢复；或将其移走以空数据启动（待确认的操作会丢失）。`,
    },
    cause,
  );
}
