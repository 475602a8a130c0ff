import { AirdeskError } from '../errors.ts';
import type { Airdesk } from './airdesk.ts';

/** Runs Airdesk until SIGTERM or SIGINT; a second signal ends it at once. What keeps it from starting goes to stderr. */
export async function runProcess(start: () => Promise<Airdesk>): Promise<void> {
  try {
    const airdesk = await start();
    if (airdesk.demo) {
      process.stdout.write(
        `\nAirdesk runs against a sandbox: nothing here touches a real broadcast.\nOpen ${airdesk.origin}/desk and type: stream list\n\n`,
      );
    }
    process.on('SIGHUP', () => airdesk.lookAtSecrets());
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) process.exit(1);
        stopping = true;
        void airdesk.close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    const why = error instanceof AirdeskError ? `${error.message}\n${error.hint.en}\n` : `${String(error)}\n`;
    // Whatever was opened on the way must not keep a process going that does not run.
    process.stderr.write(why, () => process.exit(1));
  }
}
