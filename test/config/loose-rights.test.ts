import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { guardedFiles } from '../../src/config/guarded-files.ts';
import { looseRights, type Guarded } from '../../src/config/loose-rights.ts';
import { rightsCheck, tellLooseRights } from '../../src/start/rights.ts';

const KINDS = ['folder', 'secret', 'config'] as const;
const FOUND: [mode: number | undefined, found: (string | undefined)[]][] = [
  [0o40700, [undefined, undefined, undefined]],
  [0o100600, [undefined, undefined, undefined]],
  [0o100400, [undefined, undefined, undefined]],
  [0o640, ['read it', 'read it', undefined]],
  [0o604, ['read it', 'read it', undefined]],
  [0o711, ['read it', undefined, undefined]],
  [0o620, ['change it', 'change it', 'change it']],
  [0o602, ['change it', 'change it', 'change it']],
  [0o644, ['read it', 'read it', undefined]],
  [0o666, ['change it', 'change it', 'change it']],
  [undefined, [undefined, undefined, undefined]],
];

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

describe('rights that are loose', () => {
  it.skipIf(process.platform === 'win32')('are told by a start, which goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'airdesk-rights-'));
    folders.push(folder);
    const passwords = join(folder, 'passwords');
    await writeFile(passwords, 'ada:x', { mode: 0o600 });
    await chmod(passwords, 0o640);
    const told: object[] = [];
    const guarded = guardedFiles({
      ...{ env: { DESK_PASSWORDS_FILE: passwords }, dataFolder: folder, configFile: undefined },
      read: [passwords, join(folder, 'gone')],
      open: [],
    });
    tellLooseRights(guarded, { warn: (facts, message) => void told.push({ ...facts, message }) });
    expect(told).toEqual([
      {
        ...{ setting: 'DESK_PASSWORDS_FILE', path: passwords, remedy: `chmod 600 ${passwords}` },
        message: 'other users of this machine may read it: keep it to the user that Airdesk runs as',
      },
    ]);
  });

  it.each(FOUND)('%o', (mode, found) => {
    const each = KINDS.map((kind) => looseRights([{ setting: 'X', path: '/x', kind }], () => mode)[0]?.can);
    expect(each).toEqual(found);
  });

  it('are looked for at the folder and at every file that was read, by the setting that names it', () => {
    const env = { AIRDESK_CONFIG: '/c', DESK_PASSWORDS_FILE: '/p', SLACK_BOT_TOKEN_FILE: '/t', OTHER: '/p' };
    expect(
      guardedFiles({ env, dataFolder: '/d', configFile: '/c', read: ['/c', '/p', '/t', '/k'], open: [] }),
    ).toEqual([
      { setting: 'AIRDESK_DATA', path: '/d', kind: 'folder' },
      { setting: 'AIRDESK_CONFIG', path: '/c', kind: 'config' },
      { setting: 'DESK_PASSWORDS_FILE', path: '/p', kind: 'secret' },
      { setting: 'SLACK_BOT_TOKEN_FILE', path: '/t', kind: 'secret' },
      { setting: 'a key file of accounts', path: '/k', kind: 'secret' },
    ]);
  });

  it('are a line of /readyz without a path, for as long as they are, and refuse nothing', async () => {
    const guarded: Guarded[] = [
      { setting: 'AIRDESK_DATA', path: '/secret/place', kind: 'folder' },
      { setting: 'DESK_PASSWORDS_FILE', path: '/secret/passwords', kind: 'secret' },
    ];
    let mode = 0o755;
    const check = rightsCheck(guarded, () => mode);
    expect(check.name).toBe('rights');
    expect(await check.check()).toEqual({
      ok: true,
      why: 'other users of this machine may read AIRDESK_DATA (chmod 700), DESK_PASSWORDS_FILE (chmod 600)',
    });
    mode = 0o777;
    expect(await check.check()).toEqual({
      ok: true,
      why: 'other users of this machine may change AIRDESK_DATA (chmod 700), DESK_PASSWORDS_FILE (chmod 600)',
    });
    mode = 0o600;
    expect(await check.check()).toEqual({ ok: true });
  });
});
