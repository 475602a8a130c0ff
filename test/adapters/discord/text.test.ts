import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeBlock, escapeMarkdown, escapeWithin } from '../../../adapters/discord/message/markdown.ts';
import { createPace } from '../../../adapters/discord/pace.ts';
import { createTickets, Ticket, ticketOf } from '../../../adapters/discord/ticket.ts';
import { shownMarkdown } from '../../fakes/discord/visible-text.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { hostileText } from './any-card.ts';

describe('escaped text', () => {
  it('is read as itself', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shownMarkdown(escapeMarkdown(text))).toBe(text);
      }),
    );
  });

  it('keeps to its limit, and says when it was cut', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 3, max: 2_000 }), (text, limit) => {
        const escaped = escapeWithin(text, limit);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        if (shownMarkdown(escaped) !== text) expect(escaped).toMatch(/…$/);
      }),
    );
  });

  it('is literal in a code block, which nothing in it can close', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 20, max: 2_000 }), (text, limit) => {
        const block = codeBlock(text, limit);
        expect(block.length).toBeLessThanOrEqual(limit);
        expect(block.slice(3, -3)).not.toContain('```');
      }),
    );
  });
});

describe('a ticket', () => {
  const facts = { applicationId: '1', interactionId: '2', token: 'secret-token', at: 0, placeholder: true };

  it('shows its token to no logger', () => {
    const ticket = new Ticket(facts);
    expect(JSON.stringify({ ticket })).not.toContain('secret-token');
    expect(inspect(ticket, { depth: 9, showHidden: true })).not.toContain('secret-token');
  });

  it('gives its placeholder away once', () => {
    const ticket = new Ticket(facts);
    expect([ticket.takePlaceholder(), ticket.takePlaceholder()]).toEqual([true, false]);
  });

  it('is good for a little less than 15 min, in hand and in the book', () => {
    const clock = createTestClock(0);
    const ticket = new Ticket(facts);
    const tickets = createTickets(clock);
    tickets.keep('m', ticket, '@original');
    expect(ticketOf(ticket, clock.now())).toBe(ticket);
    expect(tickets.find('m')).toEqual({ ticket, message: '@original' });
    clock.advance(14.5 * 60_000);
    expect(ticketOf(ticket, clock.now())).toBeUndefined();
    expect(tickets.find('m')).toBeUndefined();
    expect(ticketOf({ token: 'stored' }, 0)).toBeUndefined();
  });

  it('is kept among at most a thousand', () => {
    const tickets = createTickets(createTestClock(0));
    for (let at = 0; at < 1_500; at += 1) tickets.keep(String(at), new Ticket(facts), '@original');
    expect(tickets.find('499')).toBeUndefined();
    expect(tickets.find('500')).toBeDefined();
  });
});

describe('pace', () => {
  const headers = (limit: number, remaining: number, seconds: number) => (name: string) =>
    ({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset-after': String(seconds),
    })[name];

  it('waits for what the headers say, bucket by bucket', () => {
    const clock = createTestClock();
    const pace = createPace(clock);
    expect(pace.take('a')).toBe(0);
    pace.learn('a', headers(2, 1, 4));
    expect(pace.take('a')).toBe(0);
    expect(pace.take('a')).toBe(4_000);
    expect(pace.take('b')).toBe(0);
    clock.advance(4_000);
    expect([pace.take('a'), pace.take('a'), pace.take('a')]).toEqual([0, 0, 4_000]);
  });

  it('believes the lowest count when answers come out of order', () => {
    const pace = createPace(createTestClock());
    pace.learn('a', headers(5, 0, 4));
    pace.learn('a', headers(5, 3, 4));
    expect(pace.take('a')).toBe(4_000);
  });

  it('lets 45 calls a second go, and none while everything is blocked', () => {
    const clock = createTestClock();
    const pace = createPace(clock);
    for (let at = 0; at < 45; at += 1) expect(pace.take(undefined)).toBe(0);
    expect(pace.take('a')).toBe(1_000);
    clock.advance(1_000);
    pace.block(undefined, 7_000);
    expect(pace.take('a')).toBe(7_000);
  });

  it('makes nothing of headers that are none', () => {
    const pace = createPace(createTestClock());
    pace.learn('a', () => undefined);
    pace.learn('a', () => 'soon');
    expect(pace.take('a')).toBe(0);
  });
});
