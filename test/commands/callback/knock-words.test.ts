import { describe, expect, it } from 'vitest';
import { knockFindings } from '../../../commands/callback/knock-words.ts';
import type { Knocked } from '../../../src/callback/knock/knock.ts';
import type { KnockOutcome } from '../../../src/callback/knock/classify.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';

const DAY = 86_400_000;
const well: Knocked = {
  ...{ outcome: 'arrived', ms: 23, status: 200, origin: 'https://airdesk.example.com', ip: '203.0.113.7' },
  ...{ isPublic: true, isSigned: true, at: NOW, certificateUntil: NOW + 80 * DAY },
};
const texts = (parts: Partial<Knocked>, language: 'en' | 'zh' = 'en') =>
  knockFindings({ ...well, ...parts }, NOW).map(({ is, text }) => `${is} ${text[language]}`);
const ALL: readonly KnockOutcome[] = [
  ...([
    'answer-changed',
    'elsewhere',
    'redirected',
    'password',
    'other-key',
    'forbidden',
    'not-found',
  ] as const),
  ...(['gateway', 'odd-status', 'no-name', 'certificate-expired', 'certificate-name', 'no-tls'] as const),
  ...(['certificate-untrusted', 'connection-refused', 'no-route', 'no-connection', 'no-answer'] as const),
  'broken-off',
];

describe('what a test says of the way of callbacks', () => {
  it('is one line where all is well', () => {
    expect(texts({})).toEqual(['well The test message arrived, and its signature was taken.']);
  });

  it.each(ALL)('%s is to be mended, says what to do, and names no secret', (outcome) => {
    const [en = ''] = texts({ outcome, status: 403, failure: 'SOME_CODE', location: '/in?token=hush' });
    const [zh = ''] = texts({ outcome, status: 403, failure: 'SOME_CODE', location: '/in?token=hush' }, 'zh');
    expect(en).toMatch(/^wrong /);
    // What it is, and behind a colon or a full stop what to do.
    expect(en).toMatch(/: |\. /);
    expect(zh).toMatch(/[：。]/);
    expect(en + zh).not.toMatch(/hush|undefined/);
  });

  it.each([
    [{ isPublic: false }, /^note Only this machine was asked/],
    [{ ms: 6200 }, /^note It took 6\.2 s/],
    [{ certificateUntil: NOW + 5 * DAY + 1 }, /^note The certificate ends in 5 days/],
    [{ ip: '10.0.0.7' }, /^note From here the name leads to a private address \(10\.0\.0\.7\)/],
    [{ origin: 'http://airdesk.example.com' }, /^note Without https/],
  ] as const)('%j is worth knowing', (parts, expected) => {
    expect(texts(parts)[1]).toMatch(expected);
  });

  it('is wrong without a key, though it arrives', () => {
    expect(texts({ isSigned: false })[0]).toMatch(/^wrong .*set LIVE_CALLBACK_KEY/);
  });
});

describe('callback test', () => {
  const knock = (knocked: Knocked) => {
    const answer = async () => ({ kind: 'knocked', knocked }) as const;
    return { now: answer, lately: answer };
  };

  it('shows address, time, answer and certificate, without the path', async () => {
    const card = await createAsker(createFakeLive({}), { knock: knock(well) }).look('callback test');
    expect(card.title).toBe('Test of callbacks: all is well');
    expect(textOf(card)).toMatch(/Address: https:\/\/airdesk\.example\.com\/callbacks\/live\/…/);
    expect(textOf(card)).toMatch(/Took: 23 ms[\s\S]*Answer: 200[\s\S]*Certificate until: 2026-05-2/);
  });

  it('of a domain tells whether its rules lead to what was tested', async () => {
    const other = 'https://old.example.com/callbacks/live/token-of-main';
    const live = createFakeLive({
      DescribeLiveDomain: ({ DomainName }) => ({ DomainInfo: { Name: DomainName, Type: 0, Status: 1 } }),
      DescribeLiveCallbackTemplates: () => ({
        Templates: [
          { TemplateId: 5, TemplateName: 'old', StreamBeginNotifyUrl: other, StreamEndNotifyUrl: other },
        ],
      }),
      DescribeLiveCallbackRules: () => ({
        Rules: [{ TemplateId: 5, DomainName: 'push.example.com', AppName: 'live' }],
      }),
    });
    const endpoints = [{ account: 'main', token: 'token-of-main', key: 'key-of-main' }];
    const card = await createAsker(live, { knock: knock(well), endpoints }).look(
      'callback test push.example.com',
    );
    expect(textOf(card)).toContain(
      '• The cloud sends to https://old.example.com, and https://airdesk.example.com was tested',
    );
    expect(textOf(card)).toContain("does not have Airdesk's key");
    expect(textOf(card)).not.toMatch(/token-of-main/);
  });

  it('is refused where Airdesk takes none, and after too many', async () => {
    expect((await createAsker(createFakeLive({})).refusal('callback test')).hint.en).toMatch(
      /LIVE_CALLBACK_TOKEN/,
    );
    const held = async () => ({ kind: 'held', waitMs: 14_200 }) as const;
    const refusal = await createAsker(createFakeLive({}), { knock: { now: held, lately: held } }).refusal(
      '回调 测试',
    );
    expect([refusal.code, refusal.hint.en]).toEqual([
      'airdesk.too-often',
      'Test again in 15 s. Nothing was sent.',
    ]);
  });
});
