import type { ConnectionClosed } from './connections.ts';
import type { UploadRefused } from './uploads.ts';

/** The largest request body that is taken, bytes. */
export const MAX_BODY_BYTES = 1_000_000;

/** Why a request or a connection was cut short, and what that means. */
export const HTTP_REFUSED = {
  'upload-aborted': 'the sender hung up in the middle of a body',
  'upload-slow': 'a body took longer than 10 s',
  'upload-crowded': 'too much was on its way at once: the body that had been sent longest was given up',
  'upload-too-large': `a body had more than ${MAX_BODY_BYTES} bytes`,
  'connection-idle': 'the connection that had been idle longest was closed to let another one in',
  'connection-full': 'all connections were in use: one more was closed',
} as const satisfies Record<UploadRefused | ConnectionClosed, string>;

/** Why a request or a connection was cut short, as /metrics names it. */
export type HttpRefused = keyof typeof HTTP_REFUSED;
