import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reasonWords } from '../../commands/audit/reason-words.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The code of every refusal that the program can give. */
function codes(): readonly string[] {
  const texts = ['src', 'commands', 'adapters'].flatMap((folder) =>
    readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${ROOT}${folder}/${name}`, 'utf8')),
  );
  const found = texts.flatMap((text) => [
    ...[...text.matchAll(/new Refusal\(\s*'(airdesk\.[a-z-]+)'/gu)].map(([, code]) => code ?? ''),
    ...[...text.matchAll(/\brefusal\(\s*'([a-z-]+)'/gu)].map(([, code]) => `airdesk.${code ?? ''}`),
  ]);
  return [...new Set(found)].sort();
}

describe('why something was refused, in the audit', () => {
  it('finds the refusals of the program', () => {
    expect(codes()).toEqual(expect.arrayContaining(['airdesk.other-name', 'airdesk.not-yours']));
  });

  it.each(codes())('%s is said in words, in both languages', (code) => {
    expect(reasonWords(code, 'en')).not.toBe(code);
    expect(reasonWords(code, 'zh-CN')).toMatch(/\p{Script=Han}/u);
  });

  it('what the cloud says stands as it is', () => {
    expect(reasonWords('FailedOperation.NoStream', 'zh-CN')).toBe('FailedOperation.NoStream');
    expect(reasonWords('constructor', 'en')).toBe('constructor');
  });
});
