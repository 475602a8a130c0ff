import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list } from 'tar';
import whyTooOld from '../../bin/node-version.cjs';
import { SUBCOMMANDS } from '../../cli/subcommands.ts';
import { asNewcomer } from '../fakes/newcomer.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'airdesk-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function airdesk(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'cli/main.ts'), ...args], {
    env: { PATH: process.env['PATH'] ?? '' },
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString()));
  child.stdin.end('a long enough password\n');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...seen };
}

describe('airdesk', () => {
  it('says what there is, which it is, and what was probably meant', async () => {
    const [help, nothing, version, wrong, half, start] = await Promise.all([
      airdesk('help'),
      airdesk(),
      airdesk('--version'),
      airdesk('pasword', 'ada'),
      airdesk('audit'),
      airdesk('start', '--port', '80'),
    ]);
    for (const { name } of SUBCOMMANDS) expect(help.out).toContain(`  airdesk ${name}`);
    expect([help.code, nothing.code, nothing.err]).toEqual([0, 2, help.out]);
    const { version: own } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(version).toEqual({ code: 0, out: `${own}\n`, err: '' });
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean "airdesk password"?'),
    });
    expect(half.err).toContain('did you mean "airdesk audit verify"?');
    expect(start).toMatchObject({ code: 2, err: expect.stringContaining('Usage: airdesk start') });
  });

  it('hands on to each of its parts', async () => {
    const [password, register, rules, audit] = await Promise.all([
      airdesk('password', 'ada'),
      airdesk('register', '--dry-run'),
      airdesk('rules', 'docs/examples/events.json', '--config', 'airdesk.example.yaml'),
      airdesk('audit', 'verify', join(folder, 'nowhere')),
    ]);
    expect(password).toMatchObject({ code: 0, out: expect.stringMatching(/^ada:scrypt\$/) });
    expect(register).toMatchObject({ code: 1, err: expect.stringContaining('DISCORD_TOKEN: is not set') });
    expect(rules.code).toBe(0);
    expect(audit.code).toBe(2);
  });

  it('backs up a running Airdesk, to a folder and to a file, and never over something', async () => {
    await asNewcomer(folder, async ({ driver, breaks, shows }) => {
      await breaks('cut-main');
      await shows(/off air/);
      await driver.say('engineer', 'stream list');
      await shows(/streams? on air/);
      const data = join(folder, 'demo');
      const [copied, packed] = await Promise.all([
        airdesk('backup', join(folder, 'copy'), '--data', data),
        airdesk('backup', join(folder, 'copy.tar.gz'), '--data', data),
      ]);
      expect(copied).toMatchObject({ code: 0, out: expect.stringMatching(/lines of the audit, which fit/) });
      expect(packed.code).toBe(0);
      const again = await airdesk('backup', join(folder, 'copy'), '--data', data);
      expect(again).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
    });
    const names: string[] = [];
    await list({ file: join(folder, 'copy.tar.gz'), onReadEntry: ({ path }) => void names.push(path) });
    expect(names.filter((name) => !name.endsWith('/')).sort()).toEqual(
      readdirSync(join(folder, 'copy'), { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(join(folder, 'copy', name)).isFile())
        .map((name) => `./${name}`)
        .sort(),
    );
    expect(statSync(join(folder, 'copy.tar.gz')).mode & 0o077).toBe(0);
    expect(existsSync(join(folder, 'copy', 'audit.jsonl'))).toBe(true);
  });
});

describe('a Node that is too old', () => {
  it.each([
    ['0.10.48', true],
    ['12.22.0', true],
    ['18.20.8', true],
    ['20.18.3', true],
    ['20.19.0', false],
    ['22.0.0', false],
    ['24.1.0', false],
  ])('%s: %s', (version, isTooOld) => {
    const why = whyTooOld(version);
    expect(why !== undefined).toBe(isTooOld);
    if (why !== undefined) expect(why).toMatch(/^Airdesk needs Node 20\.19 or later, and this is .*\.$/);
  });

  it('is told by files that it can read', () => {
    for (const file of ['bin/airdesk.cjs', 'bin/node-version.cjs'])
      expect(readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\/.*/g, '')).not.toMatch(
        /=>|`|\?\.|\?\?|\b(?:let|const|class|import|export|async|await)\b/,
      );
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('>=20.19.0');
  });
});
