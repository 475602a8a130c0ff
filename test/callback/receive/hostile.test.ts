import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../src/callback/event.ts';
import { normalise } from '../../../src/callback/normalise/normalise.ts';
import { createExamine } from '../../../src/callback/receive/examine.ts';
import { CALLBACK_OUTCOMES } from '../../../src/callback/receive/outcomes.ts';
import { dial, head, start, type Running } from './harness.ts';
import { KEY, MESSAGES, NOW, NOW_SECONDS, SECRET, signed } from './messages.ts';

const message = fc.constantFrom<Readonly<Record<string, unknown>>[]>(...Object.values(MESSAGES));
const json = (value: unknown) => Buffer.from(JSON.stringify(value));

/** A member of a known message is something else entirely, with a secret in it. */
const twisted = fc
  .tuple(
    message,
    fc.nat(),
    fc.oneof(fc.jsonValue(), fc.constant(`rtmp://a/b/c?txSecret=${SECRET}`), fc.bigInt()),
  )
  .map(([from, index, value]) => {
    const names = Object.keys(from);
    const name = names[index % names.length] ?? 'app';
    return { ...from, [name]: typeof value === 'bigint' ? Number(value) : value };
  });

const bodies = {
  forged: fc
    .tuple(message, fc.integer({ min: 0, max: 2 ** 33 }), fc.stringMatching(/^[0-9a-f]{32}$/))
    .map(([from, t, sign]) => json({ ...from, t, sign })),
  replayed: fc
    .tuple(message, fc.integer({ min: 0, max: NOW_SECONDS - 61 }))
    .map(([from, t]) => json(signed(from, { t }))),
  truncated: message
    .map((from) => json(signed(from)))
    .chain((body) => fc.nat(body.length - 1).map((length) => body.subarray(0, length))),
  oversized: fc.integer({ min: 1, max: 100 }).map((extra) => Buffer.alloc(256 * 1024 + extra, 'x')),
  'not JSON': fc
    .oneof(fc.string(), fc.webUrl(), fc.constant('<xml/>'))
    .map((text) => Buffer.from(`${text}\u0001`)),
  'deeply nested': fc
    .tuple(fc.integer({ min: 17, max: 3000 }), fc.constantFrom('[', '{"a":'))
    .map(([depth, open]) => Buffer.from(open.repeat(depth))),
  random: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  'any JSON': fc.json({ maxDepth: 8 }).map((text) => Buffer.from(text)),
  'a bit another': fc.tuple(message, fc.nat(), fc.nat(7)).map(([from, at, bit]) => {
    const body = json(signed(from));
    const index = at % body.length;
    body[index] = (body[index] ?? 0) ^ (1 << bit);
    return body;
  }),
  twisted: twisted.map((from) => json(signed(from))),
};
type Kind = keyof typeof bodies;

/** What each may end as. */
const MAY: Readonly<Record<Kind, readonly string[]>> = {
  forged: ['bad-sign'],
  replayed: ['accepted-late', 'unknown-type'],
  truncated: ['not-json'],
  oversized: ['too-large', 'not-json'],
  'not JSON': ['not-json'],
  'deeply nested': ['too-deep'],
  random: ['not-json', 'not-object', 'unknown-type', 'too-deep'],
  'any JSON': [
    'not-json',
    'not-object',
    'unknown-type',
    'unsigned',
    'unsigned-refused',
    'bad-sign',
    'too-deep',
  ],
  'a bit another': Object.keys(CALLBACK_OUTCOMES),
  twisted: ['accepted', 'unknown-type', 'bad-sign', 'unsigned-refused', 'too-deep'],
};

const examine = createExamine({ account: 'sports', key: KEY });

describe('hostile bodies', () => {
  it.each(Object.keys(bodies) as Kind[])(
    '%s: no crash, no secret, no alarm without trust',
    (kind) => {
      fc.assert(
        fc.property(bodies[kind], (body) => {
          const { outcome, received } = examine(body, NOW);
          expect(MAY[kind]).toContain(outcome);
          expect(received !== undefined).toBe(CALLBACK_OUTCOMES[outcome].status === 200);
          if (!received) return;
          const stored = JSON.stringify(received);
          if (kind !== 'a bit another') expect(stored).not.toContain(SECRET);
          expect(stored.length).toBeLessThan(40_000);
          const event = normalise({ seq: 7, value: JSON.parse(stored) });
          expect(faults(event)).toEqual([]);
          if (event.effect === 'fires' || event.effect === 'clears') expect(event.trust).not.toBe('unsigned');
        }),
        { numRuns: kind === 'oversized' ? 50 : 1500 },
      );
    },
    60_000,
  );
});

function faults(event: LiveEvent): string[] {
  const values = Object.entries(event.values);
  return [
    ...(event.dedupeKey.length <= 32 ? [] : ['key']),
    ...(event.subject.id.length <= 300 ? [] : ['subject']),
    ...(values.length <= 12 ? [] : ['values']),
    ...(values.every(([, value]) => typeof value === 'number' || value.length <= 200) ? [] : ['value']),
    ...(Math.abs(event.at - event.receivedAt) <= 86_400_000 ? [] : ['at']),
    ...(event.condition === undefined && event.effect !== 'informs' ? ['effect'] : []),
  ];
}

describe('hostile bodies over sockets', () => {
  let desk: Running;
  beforeAll(async () => {
    desk = await start();
  });
  afterAll(() => desk.http.close(1000));

  const sent = fc.constantFrom(...(Object.keys(bodies) as Kind[])).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      body: bodies[kind],
      chunked: fc.boolean(),
      /** How much of the body is sent before the sender hangs up. */
      breaksOff: fc.option(fc.double({ min: 0, max: 0.99, noNaN: true }), { freq: 4 }),
    }),
  );

  it('are each counted once, and the next one is served', async () => {
    let total = 0;
    await fc.assert(
      fc.asyncProperty(sent, async ({ kind, body, chunked, breaksOff }) => {
        const before = new Map(desk.counted);
        const storedBefore = desk.stored.length;
        const { socket, answer } = dial(desk.port);
        const cut = breaksOff === null ? body.length : Math.floor(body.length * breaksOff);
        const part = body.subarray(0, cut);
        socket.write(head(chunked ? undefined : body.length));
        if (chunked && part.length > 0) {
          socket.write(`${part.length.toString(16)}\r\n`);
          socket.write(part);
          socket.write('\r\n');
        } else socket.write(part);
        const isBroken = breaksOff !== null && (chunked || cut < body.length);
        if (chunked && !isBroken) socket.write('0\r\n\r\n');
        if (isBroken) socket.end();
        total += 1;
        await desk.countedTotal(total);
        socket.destroy();
        await answer;
        const changed = [...desk.counted].filter(([outcome, count]) => count !== (before.get(outcome) ?? 0));
        expect(changed.map(([outcome, count]) => count - (before.get(outcome) ?? 0))).toEqual([1]);
        const outcome = changed[0]?.[0] ?? '';
        expect(isBroken ? [...MAY[kind], 'truncated'] : MAY[kind]).toContain(outcome);
        const isKept = ['accepted', 'accepted-late', 'unsigned', 'unknown-type'].includes(outcome);
        expect(desk.stored.length - storedBefore).toBe(isKept ? 1 : 0);
      }),
      { numRuns: 500 },
    );
    expect((await desk.post(json(signed(MESSAGES.push)))).status).toBe(200);
    expect(JSON.stringify(desk.stored.filter((_, index) => index < 1000)).includes(KEY)).toBe(false);
    expect([...desk.counted.values()].reduce((sum, count) => sum + count, 0)).toBe(total + 1);
  });
});
