import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, escapeWithin, unescapeText } from '../../../adapters/slack/escape.ts';
import { decodeOrigin, encodeOrigin, Ticket, ticketOf } from '../../../adapters/slack/ticket.ts';
import { safeText } from '../../../src/text/safe-text.ts';
import { hostileText } from './any-card.ts';

describe('text for Slack', () => {
  it('comes back from escaping as it was, without a sign that starts a mention', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(unescapeText(escapeText(text))).toBe(text);
        expect(escapeText(text)).not.toMatch(/[<>]/);
      }),
    );
  });

  it('is escaped within the limit, and says when it was cut', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, limit) => {
        const clean = safeText(text);
        const escaped = escapeWithin(clean, limit);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        expect(unescapeText(escaped) === clean || escaped.endsWith('…')).toBe(true);
      }),
    );
  });
});

describe('what goes to Slack and comes back', () => {
  it('keeps where a form was asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.option(fc.string(), { nil: undefined }),
        (channelId, threadId) => {
          const origin = { channelId, ...(threadId === undefined ? {} : { threadId }) };
          expect(decodeOrigin(encodeOrigin(origin))).toEqual(origin);
        },
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => void decodeOrigin(text)));
  });

  it('keeps a ticket out of logs and stores', () => {
    const ticket = new Ticket('1.2.trigger-secret', 'https://hooks.slack.com/commands/T/1/secret');
    expect(JSON.stringify({ ticket })).toBe('{"ticket":{}}');
    expect(ticketOf(ticket).triggerId).toBe('1.2.trigger-secret');
    expect(ticketOf({ triggerId: 'x' }).triggerId).toBeUndefined();
  });
});
