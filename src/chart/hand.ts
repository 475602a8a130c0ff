import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Drawing } from './drawing.ts';

/** What draws, one picture at a time. */
export interface Hand {
  /** The PNG. Rejects when it cannot be drawn, or when whoever draws came to an end. */
  draw(drawing: Drawing): Promise<Uint8Array>;
  /** Gives its memory back, in the middle of a picture, too. */
  end(): void;
}

/** Beside this file in the sources, and seen from the bundle in dist/ and from the benchmarks'. */
const FOLDERS = ['./worker/', '../src/chart/worker/', '../../../src/chart/worker/'];

const AnswerSchema = z.union([z.object({ png: z.instanceof(Uint8Array) }), z.object({ error: z.string() })]);

/** MB of JavaScript's heap; the renderer's own memory comes on top, some 10 MB a picture. */
const HEAP_MB = 160;

/** Starts a thread that draws. It does not keep the process alive. @throws Error where its file is missing */
export function startHand(): Hand {
  const file = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}worker.js`, import.meta.url))).find(
    existsSync,
  );
  if (file === undefined) throw new Error('src/chart/worker/ must be beside dist/.');
  // What the process was started with is not the thread's: a loader of TypeScript has nothing to load in it.
  const worker = new Worker(file, {
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.unref();
  return {
    draw: (drawing) =>
      new Promise((resolve, reject) => {
        const settle = (run: () => void) => {
          worker.removeAllListeners('message');
          worker.removeAllListeners('error');
          worker.removeAllListeners('exit');
          // An error that comes later, as while it ends, is nobody's any more.
          worker.on('error', () => undefined);
          run();
        };
        worker.on('message', (message: unknown) => {
          const answer = AnswerSchema.safeParse(message).data;
          settle(() => {
            if (answer && 'png' in answer) resolve(answer.png);
            else reject(new Error(answer?.error ?? 'no picture'));
          });
        });
        worker.on('error', (error: unknown) =>
          settle(() => reject(error instanceof Error ? error : new Error('failed'))),
        );
        worker.on('exit', () => settle(() => reject(new Error('the drawing thread ended'))));
        worker.postMessage(drawing);
      }),
    end: () => void worker.terminate(),
  };
}
