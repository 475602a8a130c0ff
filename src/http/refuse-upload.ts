import type { ServerResponse } from 'node:http';
import type { UploadRefused } from './uploads.ts';

const STATUS: Readonly<Record<UploadRefused, number | undefined>> = {
  'upload-aborted': undefined,
  'upload-slow': 408,
  'upload-crowded': 503,
  'upload-too-large': 413,
};

/** Answers a request whose body was not taken, and ends its connection: the rest of the body stays unread. `most` in bytes. */
export function refuseUpload(why: UploadRefused, most: number, response: ServerResponse): void {
  const status = STATUS[why];
  if (status === undefined) return;
  const error = why === 'upload-too-large' ? `the body is larger than ${most} bytes` : why;
  response.writeHead(status, {
    'content-type': 'application/json',
    connection: 'close',
    ...(status === 503 && { 'retry-after': '10' }),
  });
  response.end(JSON.stringify({ error }));
}
