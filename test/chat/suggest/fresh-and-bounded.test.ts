import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/errors.ts';
import type { Suggestable, SuggestionSource } from '../../../src/chat/suggest/source.ts';
import { items, say, stage } from './suggest-stage.ts';

/** A reading that ends when the test says so. */
function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets everything run that is ready to. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('how fresh it is', () => {
  /** A source whose readings the test ends one by one. */
  function slow() {
    const readings: ReturnType<typeof deferred<readonly Suggestable[]>>[] = [];
    const source: SuggestionSource = {
      within: [],
      load() {
        const reading = deferred<readonly Suggestable[]>();
        readings.push(reading);
        return reading.promise;
      },
    };
    return { readings, ...stage({ stream: source }) };
  }

  it('waits for the first reading, and answers as soon as it is there', async () => {
    const { readings, values, clock } = slow();
    const asked = values();
    await settle();
    clock.advance(120);
    readings[0]!.resolve(items('a'));
    expect(await asked).toEqual(['a']);
  });

  it('answers with nothing after 200 ms, and with what came meanwhile the next time', async () => {
    const { readings, values, clock } = slow();
    let answer: string[] | undefined;
    void values().then((found) => (answer = found));
    await settle();
    clock.advance(199);
    await settle();
    expect(answer).toBeUndefined();
    clock.advance(1);
    await settle();
    expect(answer).toEqual([]);
    readings[0]!.resolve(items('late'));
    await settle();
    expect(await values()).toEqual(['late']);
    expect(readings).toHaveLength(1);
  });

  it('answers at once with what it has and reads again behind it, once', async () => {
    const { readings, values, clock } = slow();
    const first = values();
    await settle();
    readings[0]!.resolve(items('old'));
    await first;

    clock.advance(4999);
    await values();
    expect(readings).toHaveLength(1);
    clock.advance(1);
    expect(await Promise.all([values(), values(), values()])).toEqual([['old'], ['old'], ['old']]);
    expect(readings).toHaveLength(2);
    readings[1]!.resolve(items('new'));
    await settle();
    expect(await values()).toEqual(['new']);
  });

  it('waits for what is older than a minute, and falls back to it', async () => {
    const { readings, values, clock } = slow();
    const first = values();
    await settle();
    readings[0]!.resolve(items('old'));
    await first;

    clock.advance(60_000);
    const again = values();
    await settle();
    clock.advance(200);
    expect(await again).toEqual(['old']);
    readings[1]!.resolve(items('new'));
    await settle();
    expect(await values()).toEqual(['new']);
  });

  it('keeps what it has while the cloud fails, asks it at most every 5 s, and forgets after 10 minutes', async () => {
    const { readings, values, clock, logged } = slow();
    const first = values();
    await settle();
    readings[0]!.resolve(items('old'));
    await first;

    clock.advance(10_000);
    await values();
    readings[1]!.reject(new Error('the cloud is down'));
    await settle();
    expect(await values()).toEqual(['old']);
    clock.advance(4999);
    expect(await values()).toEqual(['old']);
    expect(readings).toHaveLength(2);
    clock.advance(1);
    await values();
    expect(readings).toHaveLength(3);
    readings[2]!.reject(new Error('the cloud is down'));
    await settle();
    expect(logged).toEqual(['suggestions could not be read', 'suggestions could not be read']);

    clock.advance(600_000);
    const last = values();
    await settle();
    clock.advance(200);
    expect(await last).toEqual([]);
  });

  it('gives up on a reading that hangs, and reads again', async () => {
    const { readings, values, clock } = slow();
    void values();
    await settle();
    clock.advance(15_000);
    await settle();
    clock.advance(5000);
    const again = values();
    await settle();
    expect(readings).toHaveLength(2);
    readings[1]!.resolve(items('a'));
    expect(await again).toEqual(['a']);
    // What comes after its time is not taken.
    readings[0]!.resolve(items('stale'));
    await settle();
    expect(await values()).toEqual(['a']);
  });

  it('is quiet about names that there are not', async () => {
    const refusal = new Refusal('airdesk.not-found', say('no', '无'), say('no', '无'));
    const { values, logged } = stage({ stream: { within: [], load: async () => Promise.reject(refusal) } });
    expect(await values()).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('survives a source that throws at once and a label that throws', async () => {
    const broken: SuggestionSource = {
      within: [],
      load() {
        throw new Error('at once');
      },
    };
    const label = () => {
      throw new Error('no words');
    };
    expect(await stage({ stream: broken }).values()).toEqual([]);
    expect(
      await stage({ stream: { within: [], load: async () => [{ value: 'a', label }] } }).values(),
    ).toEqual([]);
  });
});

describe('what it may take', () => {
  it('reads 8 things at once at most, and goes on when one has ended', async () => {
    const readings = new Map<string, ReturnType<typeof deferred<readonly Suggestable[]>>>();
    const { values, clock } = stage({
      upstream: {
        within: ['stream'],
        load(_context, given) {
          const reading = deferred<readonly Suggestable[]>();
          readings.set(given['stream'] ?? '', reading);
          return reading.promise;
        },
      },
    });
    const ask = (stream: string) => values({ option: 'to', given: { stream } });
    for (let at = 0; at < 8; at += 1) void ask(`s${at}`);
    await settle();
    expect(await ask('s8')).toEqual([]);
    expect(readings.size).toBe(8);
    readings.get('s0')!.resolve(items('1'));
    await settle();
    void ask('s8');
    await settle();
    expect([...readings.keys()].at(-1)).toBe('s8');
    clock.advance(200);
  });

  it('keeps 200 things, those that were used last', async () => {
    const reads: string[] = [];
    const { values } = stage({
      upstream: {
        within: ['stream'],
        async load(_context, given) {
          reads.push(given['stream'] ?? '');
          return items('1');
        },
      },
    });
    const ask = (stream: string) => values({ option: 'to', given: { stream } });
    for (let at = 0; at < 200; at += 1) await ask(`s${at}`);
    await ask('s0');
    await ask('s200');
    expect(reads).toHaveLength(201);
    await ask('s0');
    expect(reads).toHaveLength(201);
    await ask('s1');
    expect(reads.at(-1)).toBe('s1');
  });

  it('offers 25 of many, and looks through 1,000', async () => {
    const many = Array.from({ length: 1500 }, (_, at) => `stream-${String(at).padStart(4, '0')}`);
    const { values } = stage({ stream: { within: [], load: async () => items(...many) } });
    expect(await values()).toEqual(many.slice(0, 25));
    expect(await values({ typed: '0999' })).toContain('stream-0999');
    expect(await values({ typed: 'stream-1000' })).not.toContain('stream-1000');
  });
});
