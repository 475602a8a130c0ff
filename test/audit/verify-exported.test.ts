/** What a receiver of the export kept is looked at as the audit itself is. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyExported } from '../../src/audit/verify-exported.ts';
import { chainedLine, NO_LINES, type ChainEnd } from '../../src/store/file/chain/link.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-exported-'));
  file = join(folder, 'received.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** So many lines of a chain. `after`: at these a file begins; `torn`: before these stood half a line. */
function lines(
  count: number,
  { after = [1], torn = [] }: { after?: number[]; torn?: number[] } = {},
): string[] {
  let end: ChainEnd = NO_LINES;
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    const more = {
      ...(after.includes(n) && { after: end.hash }),
      ...(torn.includes(n) && { torn: 'f'.repeat(64) }),
    };
    const line = chainedLine(end, { at: n, command: 'stream list {x}' }, more);
    ({ end } = line);
    return line.text;
  });
}

async function found(received: readonly string[]) {
  await writeFile(file, received.map((line) => `${line}\n`).join(''));
  return verifyExported(file);
}

const SYSLOG = (line: string) => `Mar  1 20:00:00 desk-1 airdesk[4711]: ${line}`;
const RAW = (line: string) =>
  `<110>1 2026-03-01T20:00:00.000Z desk-1 airdesk 1 audit [meta sequenceId="1"] ${line} `;

describe('lines that were exported fit', () => {
  it.each([
    ['as they came', lines(5), { lines: 5, repeats: 0, others: 0 }],
    ['with what a receiver writes before them', lines(5).map(SYSLOG), { lines: 5 }],
    ['as records of syslog', lines(5).map(RAW), { lines: 5 }],
    ['among others', ['Mar 1 sshd: x', ...lines(3), '{"a":1}', ''], { lines: 3, others: 2 }],
    ['with repeats of a batch', [...lines(3), ...lines(5).slice(1)], { lines: 5, repeats: 2 }],
    ['with all of it again', [...lines(3), ...lines(3)], { lines: 3, repeats: 3 }],
    ['from a later one on, where a file began', lines(5, { after: [1, 3] }).slice(2), { lines: 3 }],
    ['from any later one on', lines(5).slice(2), { lines: 3, first: { n: 3 } }],
    ['where a kill left half a line', lines(5, { torn: [3] }), { lines: 5 }],
  ])('%s', async (_, received, expected) => {
    expect(await found(received)).toMatchObject({ misfit: undefined, ...expected });
  });
});

describe('what was done to them is found', () => {
  const all = lines(6);
  const changed = (line = '') => line.replace('list', 'drop');
  it.each([
    ['changed', all.with(2, changed(all[2])), 3],
    ['changed, in syslog', all.map(SYSLOG).with(2, SYSLOG(changed(all[2]))), 3],
    ['the first of all changed', all.with(0, changed(all[0])), 1],
    [
      'the first changed, where a file began',
      lines(6, { after: [1, 3] })
        .slice(2)
        .map((line, at) => (at ? line : changed(line))),
      1,
    ],
    ['one missing', all.toSpliced(2, 1), 3],
    ['in another order', all.with(2, all[3] ?? '').with(3, all[2] ?? ''), 3],
    ['one twice, and different', [...all, changed(all[2])], 7],
  ])('%s', async (_, received, line) => {
    expect((await found(received)).misfit).toMatchObject({ line });
  });
});

describe('npm run audit:verify -- --exported', () => {
  const run = promisify(execFile);
  const verify = async (...words: string[]) => {
    try {
      const { stdout } = await run(process.execPath, [
        '--import',
        'tsx',
        'scripts/audit-verify.ts',
        ...words,
      ]);
      return { code: 0, text: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, text: stdout + stderr };
    }
  };

  it('says how far it goes, names what does not fit, and says where there is nothing', async () => {
    await found([...lines(4), ...lines(4).slice(2)]);
    const good = await verify('--exported', file);
    expect(good).toMatchObject({ code: 0 });
    expect(good.text).toMatch(/2 lines came again[^]*4 lines fit; the last is number 4, [0-9a-f]{64}/);
    await found(lines(4).toSpliced(1, 1));
    const bad = await verify('--exported', file);
    expect(bad.code).toBe(1);
    expect(bad.text).toContain(`${basename(file)}, line 2: it is number 3 and follows number 1`);
    await writeFile(file, 'nothing of ours\n');
    expect(await verify('--exported', file)).toMatchObject({ code: 2 });
    expect(await verify('--exported', join(folder, 'none'))).toMatchObject({ code: 2 });
    expect(await verify('--export', file)).toMatchObject({ code: 2 });
  });
});
