import type { Subcommand } from './subcommand.ts';

/** What `airdesk` can be asked for. Each is loaded when it is asked for: a password needs no cloud. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  {
    name: 'start',
    takes: '',
    about: 'Runs Airdesk until SIGTERM. Without any account, against a stand-in cloud.',
    async run(args) {
      if (args.length > 0) return unexpected('start', args);
      const { runProcess } = await import('../src/start/run-process.ts');
      const { startAirdesk } = await import('../src/start/start-airdesk.ts');
      await runProcess(() => startAirdesk({ env: process.env }));
      return undefined;
    },
  },
  {
    name: 'check',
    takes: '',
    about:
      'Checks configuration, secrets and permissions, and whether the cloud and the platforms answer. Exits with 1 if something is wrong.',
    run: async (args) => (await import('./check.ts')).check(args),
  },
  {
    name: 'backup',
    takes: 'TARGET [--data FOLDER]',
    about: 'Copies the data folder, also while Airdesk runs: to a folder, or to one file (.tar.gz or .tgz).',
    run: async (args) => (await import('./backup.ts')).backup(args),
  },
  {
    name: 'password',
    takes: 'NAME',
    about: 'Prints a line for DESK_PASSWORDS_FILE; the password is read from the terminal.',
    run: async (args) => (await import('./password.ts')).password(args),
  },
  {
    name: 'register',
    takes: '[--dry-run]',
    about: 'Registers the slash commands in Discord; only what differs is written.',
    run: async (args) => (await import('./register.ts')).register(args),
  },
  {
    name: 'rules',
    takes: 'EVENTS [--config FILE] [--at TIME] [--account NAME] [--json]',
    about: 'Shows what the rules of airdesk.yaml would make of recorded callbacks. Sends nothing.',
    run: async (args) => (await import('./rules.ts')).rules(args),
  },
  {
    name: 'audit verify',
    takes: '[FOLDER] [--exported FILE]',
    about: 'Checks that nobody has changed the audit.',
    run: async (args) => (await import('./audit-verify.ts')).auditVerify(args),
  },
  {
    name: 'sandbox',
    takes: '[--port 9000] [--scene demo] …',
    about: 'Runs a stand-in cloud of its own: docs/sandbox.md.',
    run: async (args) => (await import('../sandbox/run-sandbox.ts')).runSandbox(args),
  },
];

/** Says what was not expected after a name. */
function unexpected(name: string, args: readonly string[]): number {
  process.stderr.write(`Usage: airdesk ${name}\n"${args.join(' ')}" is not expected after it.\n`);
  return 2;
}
