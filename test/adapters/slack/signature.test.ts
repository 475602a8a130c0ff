import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseSignature, slackSignature } from '../../../adapters/slack/receive/signature.ts';

const SECRET = 'secret-of-the-app';
const NOW = 1_772_395_200_000;
const seconds = String(NOW / 1000);

describe("Slack's signature", () => {
  it('is what the documentation shows (docs.slack.dev/authentication/verifying-requests-from-slack)', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
      '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
      '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(slackSignature('8f742231b10e8888abcd99yyyzzz85a5', '1531420618', body)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it.each([
    ['now', 0, undefined],
    ['5 minutes old', -300, undefined],
    ['older', -301, 'stale'],
    ['5 minutes ahead', 300, undefined],
    ['further ahead', 301, 'stale'],
  ])('accepts a timestamp that is %s: refused as %s %s', (_what, skew, refused) => {
    const timestamp = String(NOW / 1000 + skew);
    const signature = slackSignature(SECRET, timestamp, 'a=b');
    expect(refuseSignature({ timestamp, signature, body: 'a=b' }, SECRET, NOW)).toBe(refused);
  });

  it.each([
    ['no timestamp', undefined, 'v0=00', 'missing'],
    ['an empty timestamp', '', 'v0=00', 'missing'],
    ['no signature', seconds, undefined, 'missing'],
    ['an empty signature', seconds, '', 'missing'],
    ['a timestamp that is no number', '1e9', `v0=${'0'.repeat(64)}`, 'malformed'],
    ['a signature that is too short', seconds, 'v0=00', 'malformed'],
    ['another version', seconds, `v1=${'0'.repeat(64)}`, 'malformed'],
    ['another signature', seconds, `v0=${'0'.repeat(64)}`, 'wrong'],
  ])('refuses %s', (_what, timestamp, signature, refused) => {
    expect(refuseSignature({ timestamp, signature, body: '' }, SECRET, NOW)).toBe(refused);
  });

  it('holds for the one body and the one secret', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (body, other, secret) => {
        fc.pre(body !== other && secret !== SECRET);
        const signature = slackSignature(SECRET, seconds, body);
        expect(refuseSignature({ timestamp: seconds, signature, body }, SECRET, NOW)).toBeUndefined();
        expect(refuseSignature({ timestamp: seconds, signature, body: other }, SECRET, NOW)).toBe('wrong');
        expect(refuseSignature({ timestamp: seconds, signature, body }, secret, NOW)).toBe('wrong');
      }),
    );
  });
});
