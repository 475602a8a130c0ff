import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { MAX_CALLBACK_BYTES } from './read-body.ts';

const MOST = { maxOutputLength: MAX_CALLBACK_BYTES };
const UNPACK: Readonly<Partial<Record<string, (body: Buffer) => Buffer>>> = {
  gzip: (body) => gunzipSync(body, MOST),
  'x-gzip': (body) => gunzipSync(body, MOST),
  deflate: (body) => inflateSync(body, MOST),
  br: (body) => brotliDecompressSync(body, MOST),
};

/**
 * A body as it was before it was compressed: the cloud does not, but something between it and us may. `encoding`: its
 * Content-Encoding. What it unpacks to is bounded like any body.
 */
export function unpackBody(body: Buffer, encoding: string | undefined): Buffer | 'too-large' | 'unreadable' {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return body;
  const unpack = Object.hasOwn(UNPACK, name) ? UNPACK[name] : undefined;
  if (!unpack) return 'unreadable';
  try {
    return unpack(body);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable';
  }
}
