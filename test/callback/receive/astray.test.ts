import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFindAstray } from '../../../src/callback/receive/astray.ts';

const A = 'first-token-of-account-a';
const B = 'Second_Token_Of_Account_B';
const find = createFindAstray([
  { token: A, account: 'a' },
  { token: B, account: 'b' },
]);

describe('a known token on another path', () => {
  it.each([
    ['a slash behind it', `/callbacks/live/${A}/`],
    ['a slash in front', `//callbacks/live/${A}`],
    ['two in the middle', `/callbacks//live///${A}//`],
    ['a query', `/callbacks/live/${A}/?from=console`],
    ['another case of what stands before', `/Callbacks/LIVE/${B}`],
    ['a blank that was copied with it', `/callbacks/live/${A}%20`],
    ['a line break that was copied with it', `/callbacks/live/${A}%0A`],
    ['an escaped sign', `/callbacks/live/${A.replace('-', '%2D')}`],
    ['a whole address, as some proxies ask', `http://airdesk.example.com/callbacks/live/${A}`],
  ])('%s: it can only mean its door', (_what, url) => {
    expect(find(url)).toMatchObject({ isHarmless: true });
  });

  it.each([
    ['what a proxy put in front', `/airdesk/callbacks/live/${A}`, 'a', '/airdesk/callbacks/live/<token>'],
    ['what a proxy took away', `/${A}`, 'a', '/<token>'],
    ['something behind it', `/callbacks/live/${A}/push`, 'a', '/callbacks/live/<token>/push'],
    ['half of the path', `/callbacks/${B}`, 'b', '/callbacks/<token>'],
    [
      'the token in another case',
      `/callbacks/live/${B.toLowerCase()}`,
      'b',
      '/callbacks/live/<token, spelt otherwise>',
    ],
    ['a full stop behind it', `/callbacks/live/${A}.`, 'a', '/callbacks/live/<token, spelt otherwise>'],
    ['in the query', `/callbacks/live?token=${A}`, 'a', '/callbacks/live?<token>'],
    ['beside something like a token', `/${'x'.repeat(20)}/${A}`, 'a', '/…/<token>'],
  ])('%s: it is known whose it is, and shown without it', (_what, url, account, shown) => {
    const found = find(url);
    expect(found).toMatchObject({ isHarmless: false, shown });
    expect(found?.endpoint.account).toBe(account);
  });

  it.each([
    '',
    '/',
    '/callbacks/live/',
    `/callbacks/live/${A}x`,
    `/callbacks/live/${A.slice(1)}`,
    '/%E0%A4%A',
  ])('is not %j', (url) => expect(find(url)).toBeUndefined());

  it('is never shown, whatever surrounds it', () => {
    const part = fc.constantFrom(
      A,
      B,
      A.toUpperCase(),
      'callbacks',
      'live',
      '',
      '%',
      '?',
      '..',
      '\u0000',
      'x'.repeat(500),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const shown = find(parts.join('/'))?.shown.toLowerCase() ?? '';
        expect(shown).not.toContain(A.toLowerCase());
        expect(shown).not.toContain(B.toLowerCase());
        expect(shown.length).toBeLessThanOrEqual(130);
      }),
    );
  });
});
