import { describe, expect, it } from 'vitest';
import { filledLink, linkTemplateProblem } from '../../src/config/alerts/link-template.ts';
import { LIMITS } from '../../src/platform/limits.ts';

const MAIN = { account: 'sports', domain: 'push.example.com', app: 'live', stream: 'main' };

describe('an address template', () => {
  it.each([
    'https://console.example.com/live?account={account}&domain={domain}&app={app}&stream={stream}',
    'https://pictures.example.com:8443/{app}/{stream}.jpg',
    'https://console.example.com/',
    'https://console.example.com/#/streams/{stream}',
  ])('%s is taken', (template) => expect(linkTemplateProblem(template)).toBeUndefined());

  it.each([
    ['http://console.example.com/{stream}', /is not an https address/],
    ['javascript:alert(1)//{stream}', /is not an https address/],
    ['https://', /is not an https address/],
    ['https://console.example.com/a b', /is not an https address/],
    ['https:\\\\console.example.com', /is not an https address/],
    ['https://console.example.com/{strem}', /has "\{strem\}", .* there is: \{account\}, \{domain\}/],
    ['https://console.example.com/{}', /has "\{\}"/],
    ['https://console.example.com/{stream', /a brace without its partner/],
    ['https://console.example.com/stream}', /a brace without its partner/],
    ['https://{domain}/{stream}', /a blank in its host/],
    ['https://example.com@{domain}/{stream}', /a user name or a password/],
    ['https://ada@console.example.com/{stream}', /a user name or a password/],
    ['https://ada:hush@console.example.com/{stream}', /a user name or a password/],
    ['https://pictures.example.com/{stream}.jpg?token=abcdef0123456789', /a key or a token/],
    ['https://pictures.example.com/{stream}.jpg?a=1&txSecret=abcdef0123456789', /a key or a token/],
  ])('%s is refused', (template, why) => expect(linkTemplateProblem(template)).toMatch(why));
});

describe('an address', () => {
  const template = 'https://c.example.com/{account}/{domain}/{app}?s={stream}';
  it.each([
    [MAIN, 'https://c.example.com/sports/push.example.com/live?s=main'],
    [
      { ...MAIN, stream: 'a b/../c?x=1&y=2#z' },
      'https://c.example.com/sports/push.example.com/live?s=a%20b%2F..%2Fc%3Fx%3D1%26y%3D2%23z',
    ],
    [{ ...MAIN, stream: '主路' }, 'https://c.example.com/sports/push.example.com/live?s=%E4%B8%BB%E8%B7%AF'],
    [{ ...MAIN, stream: '{app}' }, 'https://c.example.com/sports/push.example.com/live?s=%7Bapp%7D'],
    [{ ...MAIN, stream: '$&' }, 'https://c.example.com/sports/push.example.com/live?s=%24%26'],
    [{ ...MAIN, app: '..' }, undefined],
    [{ ...MAIN, app: '.' }, undefined],
    [{ ...MAIN, app: '' }, undefined],
    [{ ...MAIN, stream: 'a\ud83d' }, undefined],
    [{ account: 'sports', stream: 'main' }, undefined],
    [{ ...MAIN, stream: '主'.repeat(60) }, undefined],
  ])('of %o', (values, url) => expect(filledLink(template, values)).toBe(url));

  it('is as long as every platform takes', () => {
    const room = LIMITS.linkAddress - 'https://c.example.com/'.length;
    expect(filledLink('https://c.example.com/{stream}', { stream: 'a'.repeat(room) })).toHaveLength(512);
    expect(filledLink('https://c.example.com/{stream}', { stream: 'a'.repeat(room + 1) })).toBeUndefined();
  });
});
