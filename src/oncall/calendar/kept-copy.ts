import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WriteBoundary } from '../../store/file/disk.ts';
import { ensureFolder, replaceFile } from '../../store/file/durable-file.ts';
import { stepsOf } from '../../store/file/steps.ts';
import type { Validators } from './fetch-calendar.ts';

/** The last good copy of a calendar. */
export interface KeptCopy {
  readonly bytes: Uint8Array;
  /** When it was known to be what the server has, ms UTC. */
  readonly at: number;
  readonly validators: Validators;
}

const CopySchema = z.object({
  /** Hash of the address: a copy from another one is not that calendar. */
  source: z.string(),
  at: z.number(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  ics: z.base64(),
});

/** Copies of calendars on disk, so that a restart while their server is away leaves nobody without an on-call. */
export interface KeptCopies {
  /** The copy of a rotation's calendar; undefined where there is none from this address, or it cannot be read. */
  read(rotation: string, source: string): Promise<KeptCopy | undefined>;
  /** Resolves when it is on disk. @throws where the disk refuses */
  keep(rotation: string, source: string, copy: KeptCopy): Promise<void>;
}

/** Copies in a folder, which is made with the first one. */
export function createKeptCopies(folder: string, boundary: WriteBoundary): KeptCopies {
  const step = stepsOf(boundary, 'calendar');
  const fileOf = (rotation: string) => join(folder, `${digest(rotation).slice(0, 32)}.json`);
  return {
    async read(rotation, source) {
      try {
        const read: unknown = JSON.parse(await readFile(fileOf(rotation), 'utf8'));
        const { data } = CopySchema.safeParse(read);
        if (data?.source !== digest(source)) return undefined;
        const { at, etag, lastModified, ics } = data;
        return { at, validators: { etag, lastModified }, bytes: Buffer.from(ics, 'base64') };
      } catch {
        // It is a copy: the server has the calendar.
        return undefined;
      }
    },
    async keep(rotation, source, { bytes, at, validators }) {
      await ensureFolder(folder);
      const kept = { source: digest(source), at, ...validators, ics: Buffer.from(bytes).toString('base64') };
      await replaceFile(fileOf(rotation), [JSON.stringify(kept)], step);
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
