import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { hashPassword } from '../adapters/desk/passwords.ts';

const SHORTEST = 10;

async function readPassword(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY;
  if (terminal) process.stderr.write('Password: ');
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  for await (const line of lines) {
    if (terminal) process.stderr.write('\n');
    lines.close();
    return line;
  }
  return '';
}

/**
 * `airdesk password NAME`: prints a line for DESK_PASSWORDS_FILE. The password is read from the terminal without showing
 * it, or from standard input. Resolves with the exit code.
 */
export async function password([name = '', ...more]: readonly string[]): Promise<number> {
  if (more.length > 0 || !/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u.test(name)) {
    process.stderr.write('Usage: airdesk password NAME\n');
    return 2;
  }
  const typed = await readPassword();
  if (typed.length < SHORTEST) {
    process.stderr.write(`The password must have at least ${SHORTEST} characters.\n`);
    return 1;
  }
  process.stdout.write(`${name}:${await hashPassword(typed, randomBytes(16))}\n`);
  return 0;
}
