import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { readAnswer, signedPost } from './caller.ts';

const MAIN = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString()));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, seen, exit };
}

describe('npm run sandbox', () => {
  it('says in one line where it is and what its keys are, serves a scene, and ends on SIGTERM', async () => {
    const { child, seen, exit } = run(['--port', '0', '--scene', 'demo']);
    await expect.poll(() => seen.out, { timeout: 60_000 }).toContain('\n');
    expect(seen.out.trim().split('\n')).toHaveLength(1);
    expect(seen.out).toContain(DEFAULT_SECRET_ID);
    expect(seen.out).toContain(DEFAULT_SECRET_KEY);
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(seen.out)?.[0] ?? '';
    const credentials = { secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY };
    const request = signedPost(
      systemClock.now(),
      'DescribeLiveStreamOnlineList',
      {},
      { origin, credentials },
    );
    expect((await readAnswer(await fetch(request))).output).toMatchObject({ TotalNum: 6 });
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  it('does not show a key that was given to it', async () => {
    const { child, seen, exit } = run(['--port', '0', '--scene', 'empty'], {
      SANDBOX_SECRET_ID: 'AKIDmine',
      SANDBOX_SECRET_KEY: 'very-secret',
    });
    await expect.poll(() => seen.out, { timeout: 60_000 }).toContain('AKIDmine');
    expect(seen.out).not.toContain('very-secret');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  it.each([
    ['--port', 'http'],
    ['--scene', 'opera'],
    ['--seed', 'x'],
    ['--colour', 'red'],
  ])('refuses %s %s, saying how to use it', async (...args) => {
    const { seen, exit } = run(args);
    expect(await exit).toBe(1);
    expect(seen.err).toContain(args[0]);
    expect(seen.err).toContain('usage:');
  });
});
