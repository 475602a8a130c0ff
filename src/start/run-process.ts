import { AirdeskError } from '../errors.ts';
import type { Airdesk } from './airdesk.ts';

/** What Airdesk asks of the process it runs in; Node's own `process` is one. */
export interface HostProcess {
  on(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP', listener: () => void): unknown;
  exit(code: number): unknown;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string, written: () => void): unknown };
}

/** Of a running Airdesk, what the process has to do with. */
export type Running = Pick<Airdesk, 'demo' | 'origin' | 'lookAtSecrets' | 'lookAtConfig' | 'close'>;

/**
 * Runs Airdesk until SIGTERM or SIGINT; a second signal ends it at once. What keeps it from starting goes to stderr.
 * At SIGHUP it reads secrets and configuration anew. Another configuration that is good takes effect as a whole: what runs
 * is ended in order, as at SIGTERM, and Airdesk starts with it in the same process; whatever waits is on disk meanwhile.
 * Signals are heard from the first moment: /readyz answers a little before everything is returned, and Node's default
 * for each of them is to die. One that comes during the start is obeyed once the start is over.
 */
export async function runProcess(start: () => Promise<Running>, host: HostProcess = process): Promise<void> {
  /** Undefined while it starts, also anew. */
  let airdesk: Running | undefined;
  const asked = { stop: false, look: false };

  async function begin(): Promise<void> {
    try {
      airdesk = await start();
    } catch (error) {
      const why = error instanceof AirdeskError ? whyNot(error) : String(error);
      // Whatever was opened on the way must not keep a process going that does not run.
      host.stderr.write(`${why}\n`, () => host.exit(1));
      return;
    }
    if (asked.stop) await end(airdesk);
    else if (asked.look) await look(airdesk);
  }

  async function end(running: Running): Promise<void> {
    await running.close();
    host.exit(0);
  }

  async function look(running: Running): Promise<void> {
    asked.look = false;
    running.lookAtSecrets();
    if (running.lookAtConfig() !== 'changed') return;
    airdesk = undefined;
    await running.close();
    if (asked.stop) host.exit(0);
    else await begin();
  }

  host.on('SIGHUP', () => {
    asked.look = true;
    if (airdesk && !asked.stop) void look(airdesk);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    host.on(signal, () => {
      if (asked.stop) {
        host.exit(1);
        return;
      }
      asked.stop = true;
      if (airdesk) void end(airdesk);
    });
  }
  await begin();
  if (airdesk?.demo && !asked.stop) {
    host.stdout.write(
      `\nAirdesk runs against a sandbox: nothing here touches a real broadcast.\nOpen ${airdesk.origin}/desk and type: stream list\n\n`,
    );
  }
}

/** In one line, unless it is a list. */
function whyNot({ message, hint }: AirdeskError): string {
  return `${message}${message.includes('\n') ? '\n' : '. '}${hint.en}`;
}
