import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { z } from 'zod';
import { damaged } from './damaged.ts';
import type { WriteBoundary } from './disk.ts';
import { docText, type State } from './documents.ts';
import { replaceFile } from './durable-file.ts';
import { readSnapshot } from '../read-snapshot.ts';
import { stepsOf } from './steps.ts';
import type { Doc } from '../store.ts';
import { StoreError, storeClosed } from '../store-error.ts';

/** All documents as they were after a commit. */
export interface Snapshot {
  /** Number of the last commit it contains; 0 before the first. */
  readonly commit: number;
  readonly state: State;
  /** Bytes on disk; 0 where there is no file yet. */
  readonly length: number;
  /** Layout of the file it was read from. */
  readonly schema: number;
}

/**
 * Version of the file's layout. A file with a higher one was written by a newer Airdesk. In 1 there was no log beside it;
 * an Airdesk that knows 1 only must not open a file that has one.
 */
export const SCHEMA = 2;

/** So much text is made before others get a turn, characters: about a millisecond. */
const PIECE = 128 * 1024;

const DocSchema = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  value: z.unknown(),
  dueAt: z.number().optional(),
});
const collections = z.record(z.string(), z.array(DocSchema));
const FileSchema = z.discriminatedUnion('schema', [
  z.strictObject({ schema: z.literal(1), collections }),
  z.strictObject({ schema: z.literal(SCHEMA), commit: z.number().int().min(0), collections }),
]);

/** Nothing stored yet. */
export function emptySnapshot(): Snapshot {
  return { commit: 0, state: new Map(), length: 0, schema: SCHEMA };
}

/**
 * lowdb's adapter for our snapshot: validated on reading, fsynced on writing, others run meanwhile. Writing rejects where
 * it is given up.
 */
export function lowdbFile(
  file: string,
  boundary: WriteBoundary,
  onWritten: (length: number) => void,
  isGivenUp: () => boolean,
): Adapter<Snapshot> {
  return {
    async read() {
      let handle: FileHandle;
      try {
        handle = await open(file, 'r');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      try {
        const read = await readSnapshot(handle);
        if (read) return { ...read, length: (await handle.stat()).size, schema: SCHEMA };
      } finally {
        await handle.close();
      }
      return parseSnapshot(file, await readFile(file, 'utf8'));
    },
    async write(snapshot) {
      onWritten(
        await replaceFile(file, until(isGivenUp, pieces(snapshot)), stepsOf(boundary, 'store.snapshot')),
      );
    },
  };
}

/** The pieces, as long as the whole is wanted. @throws StoreError once it is not */
function* until(isGivenUp: () => boolean, all: Iterable<string>): Generator<string> {
  for (const piece of all) {
    if (isGivenUp()) throw storeClosed();
    yield piece;
  }
}

/** The file's text, piece by piece. */
function* pieces({ commit, state }: Snapshot): Generator<string> {
  let text = `{"schema":${SCHEMA},"commit":${commit},"collections":{`;
  let collectionsBefore = 0;
  for (const [name, docs] of state) {
    text += `${collectionsBefore++ === 0 ? '' : ',\n'}${JSON.stringify(name)}:[`;
    let docsBefore = 0;
    for (const doc of docs.values()) {
      text += `${docsBefore++ === 0 ? '' : ',\n'}${docText(doc)}`;
      if (text.length < PIECE) continue;
      yield text;
      text = '';
    }
    text += ']';
  }
  yield `${text}}}\n`;
}

function parseSnapshot(file: string, text: string): Snapshot {
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
  const state: State = new Map();
  for (const [name, docs] of Object.entries(parsed.data.collections))
    state.set(name, new Map(docs.map((doc) => [doc.id, doc as Doc<unknown>])));
  const commit = parsed.data.schema === 1 ? 0 : parsed.data.commit;
  return { commit, state, length: Buffer.byteLength(text), schema: parsed.data.schema };
}
