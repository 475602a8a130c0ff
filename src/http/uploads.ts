import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { callerOf } from './caller.ts';
import type { IsTrusted } from './trusted-proxies.ts';

/** What bodies of requests may take. */
export interface UploadLimits {
  /** One body, bytes. */
  readonly most: number;
  /** All that are held at once, bytes. */
  readonly held: number;
  /** All that are held of one caller, bytes. */
  readonly perCaller: number;
  /** How long one may take, ms. */
  readonly deadlineMs: number;
}

/** Slack and Discord send some KB within milliseconds. */
export const UPLOAD_LIMITS: Omit<UploadLimits, 'most'> = {
  held: 32 * 1024 * 1024,
  perCaller: 8 * 1024 * 1024,
  deadlineMs: 10_000,
};

/** Why a body was not taken. `upload-aborted`: the sender hung up in the middle. */
export type UploadRefused = 'upload-aborted' | 'upload-slow' | 'upload-crowded' | 'upload-too-large';

/** Reads the body of a request whole, and calls `done` once. What was read counts as held until the response has ended. */
export type TakeUpload = (
  request: IncomingMessage,
  response: ServerResponse,
  done: (read: Buffer | UploadRefused) => void,
) => void;

interface Upload {
  readonly caller: string;
  size: number;
  readonly giveUp: () => void;
}

/**
 * Creates what reads bodies. Where too much is held, the bodies that have been on their way longest are given up: an honest
 * one arrives at once.
 */
export function createUploads(
  clock: Pick<Clock, 'after'>,
  limits: UploadLimits,
  isTrusted: IsTrusted,
): TakeUpload {
  /** In the order in which they began. */
  const uploads = new Set<Upload>();
  const held = new Map<string, number>();
  let all = 0;

  function hold(upload: Upload, bytes: number): void {
    upload.size += bytes;
    all += bytes;
    const own = (held.get(upload.caller) ?? 0) + bytes;
    if (own > 0) held.set(upload.caller, own);
    else held.delete(upload.caller);
  }

  /** Gives up the oldest until there is room. */
  function makeRoom(caller: string): void {
    const isOver = () => (held.get(caller) ?? 0) > limits.perCaller;
    for (const upload of uploads) {
      if (all <= limits.held && !isOver()) return;
      if (all > limits.held || upload.caller === caller) upload.giveUp();
    }
  }

  return (request, response, done) => {
    const pieces: Buffer[] = [];
    let ended = false;
    const end = (read: Buffer | UploadRefused): void => {
      if (ended) return;
      ended = true;
      cancel();
      uploads.delete(upload);
      if (typeof read === 'string') release();
      pieces.length = 0;
      done(read);
    };
    const release = (): void => hold(upload, -upload.size);
    const upload: Upload = {
      caller: callerOf(request, isTrusted),
      size: 0,
      giveUp: () => end('upload-crowded'),
    };
    const cancel = clock.after(limits.deadlineMs, () => end('upload-slow'));
    uploads.add(upload);
    request.on('data', (chunk: Buffer) => {
      if (ended) return;
      hold(upload, chunk.length);
      if (upload.size > limits.most) {
        end('upload-too-large');
        return;
      }
      pieces.push(chunk);
      makeRoom(upload.caller);
    });
    request.on('end', () => end(Buffer.concat(pieces)));
    request.on('error', ignore);
    request.on('close', () => end('upload-aborted'));
    response.on('close', release);
  };
}

/** It is followed by `close`. */
const ignore = (): void => undefined;
