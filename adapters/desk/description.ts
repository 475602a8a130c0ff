import { z } from 'zod';
import { COMPANY_VARIABLES, companyProblems } from './company/settings.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { parsePasswords } from './passwords.ts';

/** Where the passwords of the desk are. */
const PASSWORDS = 'DESK_PASSWORDS_FILE';

/** The one channel of the desk. */
const CHANNEL = 'desk';

/** What the core has to know of the desk. */
export const deskDescription: Platform = {
  key: 'desk',
  title: { en: 'desk', zh: '控制台' },
  named: { en: 'the web desk', zh: '网页播控台' },
  people: {
    id: '[\\p{L}\\p{N}][\\p{L}\\p{N}_.@+|:/=-]{0,127}',
    about:
      "Login name on the desk; with a company's sign-in the email address there, or what DESK_OIDC_CLAIM names.",
    wrong: 'is not a name or an email address; use letters, digits and - _ . @ + | : / =, at most 128',
  },
  channels: {
    id: '[A-Za-z0-9_-]{1,64}',
    example: CHANNEL,
    problem: (id) =>
      id === CHANNEL ? undefined : `is no channel; the desk has one: ${deskDescription.key}:${CHANNEL}`,
  },
  groups: { id: '[^\\p{C}]{1,128}', example: 'live-engineers', kind: 'group of the company', areRoles: true },
  home: CHANNEL,
  readersChoose: true,
  secrets: [{ pattern: /scrypt\$/, what: 'a password' }],
  environment: {
    title: 'The desk',
    variables: [
      {
        name: PASSWORDS,
        usual: 'not set',
        isPath: true,
        about:
          'File with one line a person, as npm run desk:password prints it. Without it the desk is open to whoever sits at this machine while the cloud is a stand-in, and off otherwise.',
        check: z.string().optional(),
        wrongText: (text) =>
          parsePasswords('', text).problems.length === 0
            ? undefined
            : 'has a line that npm run desk:password does not print',
      },
      ...COMPANY_VARIABLES,
    ],
    problems({ variables, files }) {
      const text = files[PASSWORDS];
      const ofFile = text === undefined ? [] : parsePasswords(variables[PASSWORDS] ?? '', text).problems;
      return [...ofFile, ...companyProblems({ variables, files })];
    },
    isSetUp: () => true,
  },
};

/** By login name; undefined where no file is named. */
export function deskPasswords(
  files: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> | undefined {
  const text = files[PASSWORDS];
  return text === undefined ? undefined : parsePasswords('', text).passwords;
}

/** The same as the file is now, read once for each text; undefined where no file is named. */
export function deskPasswordsNow(
  files: Readonly<Record<string, string | undefined>>,
): (() => ReadonlyMap<string, string>) | undefined {
  if (files[PASSWORDS] === undefined) return undefined;
  let read:
    { readonly text: string | undefined; readonly passwords: ReadonlyMap<string, string> } | undefined;
  return () => {
    const text = files[PASSWORDS];
    if (read?.text !== text) read = undefined;
    read ??= { text, passwords: deskPasswords(files) ?? new Map() };
    return read.passwords;
  };
}
