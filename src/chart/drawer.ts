import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { Chart, Draw } from './chart.ts';
import type { Hand } from './hand.ts';
import { toDrawing } from './to-drawing.ts';

/** Pictures that wait; who asks beyond that is answered without one. */
const MOST_WAITING = 40;
/** An answer waits so long for its picture, its turn included, ms. */
const PATIENCE_MS = 6_000;
/** So long without a picture, and the thread's memory is given back, ms. */
const IDLE_MS = 60_000;
/** The largest picture that is handed on, bytes. */
const MOST_BYTES = 1_000_000;

interface DrawerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly start: () => Hand;
}

/**
 * Draws charts in a thread of its own, one after the other. `draw` resolves with undefined where there is no picture in
 * time.
 */
export interface Drawer {
  readonly draw: Draw;
  close(): void;
}

interface Job {
  readonly chart: Chart;
  readonly done: (png: Uint8Array | undefined) => void;
  isOver: boolean;
}

/** Draws off the main path, one picture at a time, by a thread that is started for the first and ends when idle. */
export function createDrawer({ clock, log, start }: DrawerOptions): Drawer {
  const waiting: Job[] = [];
  let drawn: Job | undefined;
  let hand: Hand | undefined;
  let cancelIdle = () => {};
  let isClosed = false;

  function drop(): void {
    cancelIdle();
    hand?.end();
    hand = undefined;
  }

  function finish(job: Job, png: Uint8Array | undefined): void {
    if (job.isOver) return;
    job.isOver = true;
    job.done(png);
  }

  async function picture(chart: Chart): Promise<Uint8Array | undefined> {
    try {
      cancelIdle();
      hand ??= start();
      const png = await hand.draw(toDrawing(chart));
      if (png.length <= MOST_BYTES) return png;
      log.warn({ bytes: png.length }, 'a picture is too large to be sent');
    } catch (error) {
      log.warn({ err: error }, 'a picture could not be drawn');
      drop();
    }
    return undefined;
  }

  async function next(): Promise<void> {
    if (drawn) return;
    const job = waiting.shift();
    if (!job) {
      if (hand) cancelIdle = clock.after(IDLE_MS, drop);
      return;
    }
    drawn = job;
    const png = await picture(job.chart);
    drawn = undefined;
    finish(job, png);
    void next();
  }

  function giveUp(job: Job): void {
    if (job.isOver) return;
    const place = waiting.indexOf(job);
    if (place >= 0) waiting.splice(place, 1);
    log.warn({ waiting: waiting.length }, 'a picture was not drawn in time');
    finish(job, undefined);
    // Whatever holds the thread up, the next picture begins with a new one.
    if (job === drawn) drop();
  }

  return {
    draw: (chart) =>
      new Promise((resolve) => {
        if (isClosed || waiting.length >= MOST_WAITING) {
          if (!isClosed)
            log.warn({ waiting: waiting.length }, 'too many pictures at once: answered without one');
          resolve(undefined);
          return;
        }
        const cancel = clock.after(PATIENCE_MS, () => giveUp(job));
        const done = (png: Uint8Array | undefined) => {
          cancel();
          resolve(png);
        };
        const job: Job = { chart, done, isOver: false };
        waiting.push(job);
        void next();
      }),
    close() {
      isClosed = true;
      for (const job of waiting.splice(0)) finish(job, undefined);
      if (drawn) finish(drawn, undefined);
      drop();
    },
  };
}
