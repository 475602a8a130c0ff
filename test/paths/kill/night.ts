import type { SeenMessage } from '../stage/driver.ts';
import type { Outliving } from './outliving.ts';
import type { OwnProcess } from './own-process.ts';

/** What somebody does, and does again where nothing is seen of it. */
interface Doing {
  /** Rejects where it could not be done: it is tried again at once. */
  readonly act: () => Promise<unknown>;
  /**
   * So long nothing is seen of it before it is done again without a restart, ms: a press on a card that has just changed is
   * refused. Absent: never, as with what must not come in twice.
   */
  readonly againMs?: number;
}

/** So long something is waited for, ms. */
const LONGEST_MS = 60_000;
/** So long whoever sees nothing happen after a restart waits before doing it again, ms: what is owed comes first. */
const PATIENCE_MS = 5000;
const LOOK_MS = 20;

async function insist(
  airdesk: Pick<OwnProcess, 'up' | 'starts'>,
  what: string,
  isSo: () => boolean,
  doing?: Doing,
): Promise<void> {
  let doneIn = 0;
  let doneAt = 0;
  let upUntil = 0;
  for (let waited = 0; ; waited += LOOK_MS) {
    await airdesk.up();
    if (isSo()) return;
    if (waited > LONGEST_MS) throw new Error(`${what}: waited for in vain`);
    const start = airdesk.starts();
    if (doneIn === start) upUntil = waited;
    const isTime =
      doneIn === start ? waited - doneAt >= (doing?.againMs ?? Infinity) : waited - upUntil >= PATIENCE_MS;
    if (doing && (doneIn === 0 || isTime)) {
      const isDone = await doing.act().then(
        () => true,
        () => false,
      );
      if (isDone) [doneIn, doneAt] = [start, waited];
    }
    await pause(LOOK_MS);
  }
}

/** What people see and do in a night in which the process is killed. */
export interface Night {
  /** Messages that show this now. */
  readonly showing: (text: RegExp) => readonly SeenMessage[];
  /** Waits for something, with what is done for it. @throws where it never comes */
  readonly until: (what: string, isSo: () => boolean, doing?: Doing) => Promise<void>;
  /** The lead presses on the first message that shows this. */
  readonly press: (text: RegExp, button: string) => Doing;
  readonly say: (who: 'engineer' | 'lead', line: string) => Doing;
}

/** A press of which so long nothing is seen was refused, ms. */
const AGAIN_MS = 8_000;

/** Of whoever outlives the process. */
export function nightOf({ airdesk, driver }: Pick<Outliving, 'airdesk' | 'driver'>): Night {
  const showing = (text: RegExp): readonly SeenMessage[] =>
    driver()
      .messages()
      .filter((message) => text.test(message.text));
  return {
    showing,
    until: (what, isSo, doing) => insist(airdesk, what, isSo, doing),
    press: (text, button) => ({
      againMs: AGAIN_MS,
      act: () => {
        const [message] = showing(text);
        return message ? driver().press('lead', message, button) : Promise.reject(new Error('none yet'));
      },
    }),
    say: (who, line) => ({ act: () => driver().say(who, line) }),
  };
}

/** Lets time pass in which something could still come, ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
