import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskDescription, deskPasswords } from '../../../adapters/desk/description.ts';
import { loadConfig } from '../../../src/config/load.ts';
import {
  checkPassword,
  createPasswordCheck,
  hashPassword,
  parsePasswords,
} from '../../../adapters/desk/passwords.ts';
import { filesOf, linesOf } from '../../config/files.ts';

const salt = Buffer.alloc(16, 7);

describe('desk passwords', () => {
  it('are kept as a hash that only the password fits', async () => {
    const stored = await hashPassword('correct horse', salt);
    expect(stored).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);
    expect(await checkPassword(stored, 'correct horse')).toBe(true);
    expect(await checkPassword(stored, 'correct horsE')).toBe(false);
    expect(await checkPassword(stored, '')).toBe(false);
    expect(await checkPassword('plain', 'plain')).toBe(false);
  });

  it('differ by salt', async () => {
    expect(await hashPassword('correct horse', Buffer.alloc(16, 8))).not.toBe(
      await hashPassword('correct horse', salt),
    );
  });

  it('are checked by name, and nobody has none', async () => {
    const passwords = new Map([['ada', await hashPassword('correct horse', salt)]]);
    const check = createPasswordCheck(() => passwords);
    expect(await check('ada', 'correct horse')).toBe(true);
    expect(await check('lin', 'correct horse')).toBe(false);
    expect(await check('__proto__', '')).toBe(false);
  });

  it('come from a file of lines', async () => {
    const stored = await hashPassword('correct horse', salt);
    const load = (text: string) =>
      loadConfig({
        env: { DESK_PASSWORDS_FILE: 'pw' },
        readFile: filesOf({ pw: text }),
        platforms: [deskDescription],
      });
    const result = load(`# desk\n\nada:${stored}\r\n`);
    expect(result.ok && deskPasswords(result.loaded.environment.files)?.get('ada')).toBe(stored);
    const bad = linesOf(load(`ada:${stored}\nada:${stored}\nlin:hunter2hunter2`));
    expect(bad).toEqual([
      'pw:2: this name is there twice; remove one of the two',
      'pw:3: is not a line as `npm run desk:password -- NAME` prints it',
    ]);
    expect(
      linesOf(
        loadConfig({
          env: { DESK_PASSWORDS_FILE: 'none' },
          readFile: filesOf({}),
          platforms: [deskDescription],
        }),
      ),
    ).toEqual(['environment: DESK_PASSWORDS_FILE: the file none cannot be read']);
  });

  it('are never shown, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = parsePasswords('pw', `x:hunter2 ${text}`).problems.map((problem) => problem.text);
        expect(lines.join()).not.toContain('hunter2');
      }),
    );
  });
});
