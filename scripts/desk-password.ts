/**
 * Prints a line for DESK_PASSWORDS_FILE: `npm run --silent desk:password -- ada >> passwords`.
 * The password is read from the terminal without showing it, or from standard input.
 */
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

const name = process.argv[2] ?? '';
if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u.test(name)) {
  process.stderr.write('Usage: npm run --silent desk:password -- NAME\n');
  process.exitCode = 2;
} else {
  const password = await readPassword();
  if (password.length < SHORTEST) {
    process.stderr.write(`The password must have at least ${SHORTEST} characters.\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write(`${name}:${await hashPassword(password, randomBytes(16))}\n`);
  }
}
