import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { pick, worded } from '../../../commands/pick.ts';
import { distinctLabels } from '../../../commands/distinct-labels.ts';
import { resolveStream } from '../../../commands/stream/naming/resolve.ts';
import {
  readFullName,
  streamIdWord,
  streamWord,
  whyUnnameable,
} from '../../../commands/stream/naming/word.ts';
import { typedLine } from '../../../commands/typed-line.ts';
import { Refusal } from '../../../src/errors.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { createAsker, createFakeLive } from '../asking.ts';

const NOUN = { en: 'caster', zh: '导播台' };
const KIND = { noun: NOUN, list: 'caster list', command: 'caster show', rest: [] };

/** The value of a line's only option. */
function valueOf(line: string): string {
  const match = matchCommand(commands, line);
  if (match.kind !== 'command') throw new Error(`"${line}" is ${match.kind}`);
  return Object.values(match.rawOptions)[0] ?? '';
}

function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('something with an id and a name', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '1',
      '2',
      '１',
      'a',
      'ａ',
      'A',
      'id:1',
      'id:id:1',
      'name:1',
      'name:a',
      ' a',
      'a\u200b',
      '"a"',
    ),
    fc.string({ minLength: 1, maxLength: 3 }),
  );
  const things = fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3', 'a', 'x-9'), name: text }), {
    selector: ({ id }) => id,
    minLength: 1,
  });

  it('is named by its word, and by nothing that could be another', () => {
    fc.assert(
      fc.property(things, text, (items, given) => {
        const all = worded(items);
        for (const item of all) {
          expect(pick(valueOf(typedLine('caster show', item.word)), all, KIND)).toEqual(item);
          expect(pick(`id:${item.id}`, all, KIND)).toEqual(item);
        }
        const bearers = items.filter(({ id, name }) => id === given || name === given);
        const found = outcome(() => pick(given, all, KIND));
        const isId = /^id:/i.test(given);
        if (bearers.length > 1 && !isId) expect(found).toMatchObject({ code: 'airdesk.ambiguous' });
        if (found instanceof Refusal && found.code === 'airdesk.ambiguous') {
          const offered = found.choices.map((line) => pick(valueOf(line), all, KIND).id);
          expect(new Set(offered).size).toBe(offered.length);
          expect(offered).toEqual(expect.arrayContaining(isId ? [] : bearers.map(({ id }) => id)));
        }
        if (!(found instanceof Error) && bearers.length > 0 && !isId)
          expect(bearers.map(({ id }) => id)).toEqual([(found as { id: string }).id]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused where the cloud lists it without an id', () => {
    const all = worded([{ id: '', name: 'ghost' }]);
    expect(outcome(() => pick('ghost', all, KIND))).toMatchObject({ code: 'airdesk.unnameable' });
  });

  it('is refused by name where not all could be read, and taken by id', () => {
    const all = worded([{ id: '1', name: 'wall' }]);
    const kind = { ...KIND, incomplete: true };
    const refusal = outcome(() => pick('wall', all, kind));
    expect(refusal).toMatchObject({ code: 'airdesk.ambiguous', choices: ['caster show 1'] });
    expect(pick('1', all, kind).id).toBe('1');
    expect(pick('id:1', all, kind).id).toBe('1');
  });

  it('has a label that no other has', () => {
    expect(
      distinctLabels([
        { id: '1', label: 'wall' },
        { id: '2', label: 'wall' },
        { id: '3', label: 'wall (2)' },
        { id: '4', label: 'studio' },
      ]),
    ).toEqual(['wall (1)', 'wall (2)', 'wall (2) (3)', 'studio']);
  });
});

const part = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('a%2F/ :"\'“?#=,，\\\n\t\u200b\u202e\u3000ａ：－')),
      minLength: 1,
      maxLength: 8,
    }),
  )
  .filter((text) => !/\p{Surrogate}/u.test(text));

describe('a stream’s word', () => {
  it('names it and nothing else, whatever it is called, without a look at the cloud', async () => {
    const { context } = createAsker(createFakeLive({}));
    const name = fc.record({
      domain: fc.constantFrom('push.example.com', 'localhost', 'a-b.c.example'),
      app: part,
      stream: part,
    });
    await fc.assert(
      fc.asyncProperty(name, async (stream) => {
        expect(whyUnnameable(stream)).toBeUndefined();
        for (const word of [streamWord(stream), streamIdWord(stream)]) {
          // No control characters and nothing that is not seen: it comes back from a button as it was put there.
          expect(word).not.toMatch(/(?! )[\p{C}\p{Z}]/u);
          const typed = valueOf(typedLine('stream show', word));
          expect(await resolveStream(context, typed, 'stream show')).toEqual(stream);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    [{ domain: 'push.example.com', app: 'live', stream: 'main' }, 'push.example.com/live/main'],
    [{ domain: 'push.example.com', app: 'live', stream: '50%' }, 'push.example.com/live/50%'],
    [{ domain: 'push.example.com', app: 'live', stream: 'cam:1' }, 'id:push.example.com/live/cam:1'],
    [{ domain: 'push.example.com', app: 'a/b', stream: 'c%' }, 'id:push.example.com/a%2Fb/c%25'],
    [{ domain: 'push.example.com', app: 'live', stream: ' a b ' }, 'id:push.example.com/live/%20a b%20'],
    [{ domain: 'push.example.com', app: 'live', stream: 'ｍａｉｎ' }, 'id:push.example.com/live/ｍａｉｎ'],
    [{ domain: 'push.example.com', app: 'live', stream: 'a\u200bb' }, 'id:push.example.com/live/a%E2%80%8Bb'],
  ])('%j is %s', (name, word) => {
    expect(streamWord(name)).toBe(word);
  });

  it.each([
    [{ domain: '', app: 'live', stream: 'x' }, /without a domain/],
    [{ domain: 'push.example.com', app: 'live', stream: 'x\ud83d' }, /half a character/],
    [{ domain: 'push.example.com', app: 'live', stream: 'x'.repeat(2500) }, /too long/],
  ])('%j has none, and why', (name, why) => {
    expect(whyUnnameable(name)?.en).toMatch(why);
  });

  it.each([
    'push.example.com/live',
    'push.example.com/live/a/b',
    'live/a/b',
    'push.example.com/live/a b',
    '/a/b',
  ])('%s is no plain full name', (text) => {
    expect(readFullName(text)).toBeUndefined();
  });
});
