import { ApiError } from '../api-error.ts';

/**
 * The body of a request, read no further than `limit` bytes.
 * @throws ApiError RequestSizeLimitExceeded
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = new ApiError('RequestSizeLimitExceeded', `The request is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
