import { describe, expect, it } from 'vitest';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import cloudHints from '../../src/live/catalogue/errors.json' with { type: 'json' };
import { hintFor } from '../../src/live/hints.ts';
import { LANGUAGES, wording, type Text } from '../../src/text/language.ts';

const LONGEST = 160;
const CJK = /\p{Script=Han}/u;
const ownCodes = [
  'airdesk.timeout',
  'airdesk.network',
  'airdesk.bad-answer',
  'airdesk.rate-limited',
  'airdesk.no-credentials',
  'airdesk.bad-parameter',
  'airdesk.bad-region',
  'airdesk.http-5xx',
];
const cloudCodes = Object.keys(cloudHints);
const unknown = hintFor('NobodyKnowsThis');

function problemsOf(hint: Text): string[] {
  const problems: string[] = [];
  for (const language of LANGUAGES) {
    const words = wording(hint, language);
    if (words.trim() === '') problems.push(`${language} is empty`);
    if (words !== words.trim()) problems.push(`${language} has space around it`);
    if (words.length > LONGEST) problems.push(`${language} has ${words.length} characters`);
    if (!/[.。]$/u.test(words)) problems.push(`${language} does not end as a sentence`);
  }
  if (!CJK.test(hint.zh)) problems.push('zh is not Chinese');
  if (CJK.test(hint.en)) problems.push('en holds Chinese');
  return problems;
}

describe('hints of the cloud', () => {
  it('cover all 256 codes, sorted', () => {
    expect(cloudCodes).toHaveLength(256);
    expect(cloudCodes).toEqual([...cloudCodes].sort());
  });

  it('cover each code that an action lists', () => {
    const listed = new Set(Object.values(actions).flatMap((action) => action.errors ?? []));
    expect(listed.size).toBeGreaterThan(200);
    expect([...listed].filter((code) => !Object.hasOwn(cloudHints, code))).toEqual([]);
    expect([...listed].filter((code) => hintFor(code) === unknown)).toEqual([]);
  });

  it('cover the family of each dotted code, so that a new sibling gets a hint', () => {
    const families = new Set(cloudCodes.map((code) => code.split('.', 1)[0]!));
    expect([...families].filter((family) => hintFor(`${family}.BornTomorrow`) === unknown)).toEqual([]);
  });
});

describe('every hint', () => {
  it('is short and in both languages', () => {
    const problems = [...cloudCodes, ...ownCodes, 'NobodyKnowsThis'].flatMap((code) =>
      problemsOf(hintFor(code)).map((problem) => `${code}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it('names only commands that exist, the same in both languages', () => {
    const pairs: Record<string, string> = {
      'stream list': '流 列表',
      'stream show': '流 查看',
      'backup list': '主备 列表',
      'monitor list': '监播 列表',
      'monitor show': '监播 查看',
      'monitor stop': '监播 停止',
      'caster list': '导播 列表',
      'caster show': '导播 查看',
      'caster pvw': '导播 预监',
      'caster take': '导播 切出',
    };
    for (const code of [...cloudCodes, ...ownCodes]) {
      const { en, zh } = hintFor(code);
      const english = [...en.matchAll(/\/live (\w+ \w+)/g)].map((match) => pairs[match[1]!]);
      const chinese = [...zh.matchAll(/\/live (\p{Script=Han}+ \p{Script=Han}{2})/gu)].map(
        (match) => match[1],
      );
      expect(chinese, code).toEqual(english);
    }
  });
});

describe('hintFor', () => {
  it.each([
    ['an exact code', 'FailedOperation.MonitorIsActive', cloudHints['FailedOperation.MonitorIsActive']],
    ['an exact code without a dot', 'InternalError', cloudHints.InternalError],
    ['a new code of a known family', 'FailedOperation.BornTomorrow', cloudHints.FailedOperation],
    ['a code with two dots', 'ResourceNotFound.A.B', cloudHints.ResourceNotFound],
    ['a family and nothing behind the dot', 'LimitExceeded.', cloudHints.LimitExceeded],
    ['an unknown code', 'NobodyKnowsThis.AtAll', unknown],
    ['an unknown code of ours', 'airdesk.nobody-knows-this', unknown],
    ['an empty code', '', unknown],
    ['only a dot', '.', unknown],
    ['a known code in other letters', 'internalerror', unknown],
    ['a member of Object', 'constructor', unknown],
    ['a prototype', '__proto__.polluted', unknown],
  ])('%s', (_what, code, hint) => {
    expect(hintFor(code)).toEqual(hint);
  });

  it.each(ownCodes)('%s has a hint of its own', (code) => {
    expect(hintFor(code)).not.toEqual(unknown);
  });
});
