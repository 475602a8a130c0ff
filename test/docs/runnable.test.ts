import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { FAULT_KINDS } from '../../sandbox/faults.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import { page, pages } from './pages.ts';

const run = promisify(execFile);
/** Where the examples expect the sandbox. */
const SHOWN = '127.0.0.1:9000';

const examples = pages.flatMap(({ name, blocks }) =>
  blocks
    .filter(({ tag }) => tag === 'sh runnable')
    .map(({ text }, index) => ({ name: `${name} ${index + 1}`, text })),
);

function isThere(tool: string): boolean {
  try {
    execFileSync(tool, [tool === 'openssl' ? 'version' : '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!isThere('curl') || !isThere('openssl'))(
  'examples run as they stand (skipped without curl or openssl)',
  () => {
    const sandbox = createSandbox({
      clock: systemClock,
      seed: 1,
      secretId: DEFAULT_SECRET_ID,
      secretKey: DEFAULT_SECRET_KEY,
      scene: demoScene,
    });
    let host = '';
    beforeAll(async () => {
      host = new URL((await sandbox.listen({ port: 0 })).origin).host;
    });
    afterAll(() => sandbox.close());

    it.each(examples)('$name', async ({ text }) => {
      expect(text).toContain(SHOWN);
      const { stdout } = await run('sh', ['-e', '-c', text.replaceAll(SHOWN, host)], {
        env: { PATH: process.env['PATH'] ?? '', no_proxy: '127.0.0.1' },
        timeout: 60_000,
      });
      expect(stdout).not.toContain('"Error"');
      expect(stdout).not.toContain('"error"');
      for (const answer of stdout.replaceAll('}{', '}\n{').split('\n')) {
        if (answer !== '') expect(() => JSON.parse(answer) as unknown, answer).not.toThrow();
      }
    });

    it('there are some', () => {
      expect(examples.length).toBeGreaterThan(4);
    });
  },
);

describe('docs/sandbox.md', () => {
  const { spans, text } = page('docs/sandbox.md');

  it('tells every fault', () => {
    for (const kind of FAULT_KINDS) expect(text).toContain(`| \`${kind}\` |`);
  });

  it('tells the keys', () => {
    expect(spans).toContain(DEFAULT_SECRET_ID);
    expect(spans).toContain(DEFAULT_SECRET_KEY);
  });
});
