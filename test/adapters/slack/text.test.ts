import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, escapeWithin, shorten, shown, unescapeText } from '../../../adapters/slack/escape.ts';
import { decodeMessageId, encodeMessageId } from '../../../adapters/slack/message-id.ts';
import { decodeOrigin, encodeOrigin, Ticket, ticketOf } from '../../../adapters/slack/ticket.ts';
import { columnsOf, padTo } from '../../../adapters/slack/width.ts';
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

  it('is cut within the limit, visibly, and never inside a character', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, limit) => {
        const clean = shown(text);
        const cut = shorten(clean, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut === clean || cut.endsWith('…')).toBe(true);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        const escaped = escapeWithin(clean, limit);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        expect(unescapeText(escaped) === clean || escaped.endsWith('…')).toBe(true);
      }),
    );
  });

  it.each([
    ['main', 4],
    ['主路', 4],
    ['直播-main', 9],
    ['e\u0301', 1],
    ['🔴', 2],
    ['', 0],
  ])('%s takes %d columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
    expect(columnsOf(padTo(text, 12))).toBe(12);
  });
});

describe('ids that go to Slack and come back', () => {
  it('keeps the message and its only reader', () => {
    const ts = '1772395201.000200';
    expect(encodeMessageId({ ts })).toBe(ts);
    for (const id of [{ ts }, { ts, onlyFor: 'U0LEAD' }]) {
      expect(decodeMessageId(encodeMessageId(id))).toEqual(id);
    }
  });

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
