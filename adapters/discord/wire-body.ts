import { createHash } from 'node:crypto';
import type { SentFile } from './message/components.ts';

/** A request's body and what kind it is. */
export interface WireBody {
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** JSON; with files beside it, in the form that Discord wants of them (docs: reference#uploading-files). */
export function wireBody(body: unknown): WireBody | undefined {
  if (body === undefined) return undefined;
  const { files, rest } = filesOf(body);
  const json = JSON.stringify(rest);
  if (files.length === 0) return { type: 'application/json', content: json };
  // Made of what it parts, it is the same for a repeat and stands in none of it.
  const digest = createHash('sha256').update(json);
  for (const { bytes } of files) digest.update(bytes);
  const boundary = `airdesk-${digest.digest('hex')}`;
  const part = (head: string) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`);
  const end = Buffer.from('\r\n');
  const pieces = [
    part('name="payload_json"\r\nContent-Type: application/json'),
    Buffer.from(json),
    end,
    ...files.flatMap(({ name, type, bytes }, at) => [
      part(`name="files[${at}]"; filename="${name}"\r\nContent-Type: ${type}`),
      bytes,
      end,
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  return { type: `multipart/form-data; boundary=${boundary}`, content: Buffer.concat(pieces) };
}

function filesOf(body: unknown): { files: readonly SentFile[]; rest: unknown } {
  if (typeof body !== 'object' || body === null || !('files' in body)) return { files: [], rest: body };
  const { files, ...rest } = body as { readonly files?: readonly SentFile[] };
  return { files: files ?? [], rest };
}
