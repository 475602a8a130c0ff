import type { Config } from './config.ts';
import type { Environment, ReadFile } from './environment.ts';
import type { Log } from './log.ts';
import { createPasswordCheck, parsePasswords } from './passwords.ts';
import { problemLine } from './problem.ts';
import { AirdeskError } from './errors.ts';

/** How the desk tells people apart. */
export type DeskLogin =
  | { readonly kind: 'open'; readonly people: readonly { readonly userId: string; readonly name: string }[] }
  | { readonly kind: 'password'; readonly check: (user: string, password: string) => Promise<boolean> };

const LOOPBACK_HOST = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;
const LOOPBACK_ENDPOINT = /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?\/?$/;

/**
 * Who may use the desk. With a password file: whoever has a password, from anywhere. Without: whoever sits at this
 * machine, and only while every account is a stand-in on this machine too, since there is nothing to tell people apart.
 * Undefined: no desk. @throws AirdeskError when the password file cannot be used.
 */
export function deskLogin(
  config: Config,
  environment: Environment,
  readFile: ReadFile,
  log: Log,
): DeskLogin | undefined {
  const file = environment.deskPasswordsFile;
  if (file !== undefined)
    return { kind: 'password', check: createPasswordCheck(readPasswords(file, readFile)) };

  const local = LOOPBACK_HOST.test(environment.host);
  const standIn = Object.values(config.accounts).every(({ endpoint }) => LOOPBACK_ENDPOINT.test(endpoint));
  if (!local || !standIn) {
    log.info(
      {},
      'the desk is off: set DESK_PASSWORDS_FILE to use it with a real account or from other machines',
    );
    return undefined;
  }
  const people = Object.values(config.people).flatMap(({ desk }) => (desk === undefined ? [] : [desk]));
  return {
    kind: 'open',
    people: [...people, STRANGER].map((name) => ({ userId: name, name })),
  };
}

/** Somebody whom the configuration does not know, to see what they are told. */
const STRANGER = 'stranger';

function readPasswords(file: string, readFile: ReadFile): ReadonlyMap<string, string> {
  let lines: readonly string[] = ['the file cannot be read'];
  try {
    const { passwords, problems } = parsePasswords(file, readFile(file));
    if (problems.length === 0) return passwords;
    lines = problems.map(problemLine);
  } catch (error) {
    lines = [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  }
  throw new AirdeskError(
    `DESK_PASSWORDS_FILE cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    {
      code: 'airdesk.bad-configuration',
      hint: {
        en: 'Make its lines with: npm run desk:password -- NAME',
        zh: '请用 npm run desk:password -- NAME 生成各行。',
      },
    },
  );
}
