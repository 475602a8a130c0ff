import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { pick, worded } from '../../commands/pick.ts';
import { distinctLabels } from '../../commands/distinct-labels.ts';
import { resolveStream } from '../../commands/stream/naming/resolve.ts';
import { readFullName, streamIdWord, streamWord, whyUnnameable } from '../../commands/stream/naming/word.ts';
import { typedLine } from '../../commands/typed-line.ts';
import { Refusal } from '../../src/errors.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { createAsker, createFakeLive, textOf, type Answers } from './asking.ts';
import { createFakeAlerts } from './fake-alerts.ts';
import { onAir, streamAnswers, type FakeStream } from './fake-streams.ts';

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

const named = (stream: string, domain = 'push.example.com', app = 'live'): FakeStream => ({
  ...onAir(`${domain}/x/y`),
  app,
  stream,
});
const SHORTS = {
  streams: {
    main: { domain: 'push.example.com', app: 'live', stream: 'sports' },
    elsewhere: { account: 'other', domain: 'push.example.org', app: 'live', stream: 'main' },
  },
};
const asking = (streams: FakeStream[], more: Answers = {}, config: object = SHORTS) =>
  createAsker(createFakeLive({ ...streamAnswers(streams), ...more }), { config });

describe('a name of streams', () => {
  it('short, and that of another on air: both in full, with the rest of what was typed', async () => {
    const ada = asking([named('main'), named('sports')]);
    const refusal = await ada.refusal('stream forbid main 2h rights claim');
    expect(refusal.code).toBe('airdesk.ambiguous');
    expect(refusal.choices).toEqual([
      'stream forbid push.example.com/live/sports 2h "rights claim"',
      'stream forbid push.example.com/live/main 2h "rights claim"',
    ]);
    expect(refusal.title.zh).toBe('“main”可能指 2 路流');
    expect((await ada.preview('stream drop short:main')).title).toBe('Drop push.example.com/live/sports');
    expect((await ada.preview('流 断开 短名:main')).title).toBe('Drop push.example.com/live/sports');
    expect((await ada.preview('stream drop name:main')).title).toBe('Drop push.example.com/live/main');
  });

  it('short, and that of the very stream it stands for', async () => {
    const config = { streams: { main: { domain: 'push.example.com', app: 'live', stream: 'main' } } };
    expect((await asking([named('main')], {}, config).preview('stream drop main')).title).toBe(
      'Drop push.example.com/live/main',
    );
  });

  it('short on another account: says so, and offers who is called so here', async () => {
    const refusal = await asking([named('elsewhere')]).refusal('stream drop elsewhere');
    expect(refusal.code).toBe('airdesk.other-account');
    expect(refusal.choices).toEqual(['stream drop push.example.com/live/elsewhere']);
  });

  it('with slashes in it: every reading that is there, each by its id', async () => {
    const ada = asking([named('b/c', 'push.example.com', 'a'), named('c', 'push.example.com', 'a/b')]);
    expect((await ada.refusal('stream drop push.example.com/a/b/c')).choices).toEqual([
      'stream drop "id:push.example.com/a/b%2Fc"',
      'stream drop "id:push.example.com/a%2Fb/c"',
    ]);
    const alone = asking([named('b/c', 'push.example.com', 'a')]);
    expect((await alone.preview('stream drop push.example.com/a/b/c')).plan).toMatchObject({
      name: { app: 'a', stream: 'b/c' },
    });
  });

  it('with odd characters that is not there: nothing is chosen, and its line is offered', async () => {
    const refusal = await asking([]).refusal('stream forbid push.example.com/live/cam:1 2h');
    expect(refusal.code).toBe('airdesk.not-found');
    expect(refusal.choices).toEqual(['stream forbid "id:push.example.com/live/cam:1" 2h']);
  });

  it('that the cloud lists in part is refused at the preview, with the reason', async () => {
    const refusal = await asking([{ ...named('ghost'), domain: '' }]).refusal('stream forbid ghost 2h');
    expect(refusal.code).toBe('airdesk.unnameable');
    expect(refusal.hint.en).toMatch(/without a domain/);
  });

  it('that begins like an id is reached by name:', async () => {
    const ada = asking([named('id:7')]);
    expect((await ada.refusal('stream drop id:7')).code).toBe('airdesk.bad-stream');
    expect((await ada.preview('stream drop name:id:7')).title).toBe('Drop push.example.com/live/id:7');
  });

  it('never repeats what follows a question mark', async () => {
    const refusal = await asking([]).refusal('stream show push.example.com/live/main?wsSecret=5e1fb0a8');
    expect(refusal.code).toBe('airdesk.bad-stream');
    expect(JSON.stringify([refusal.title, refusal.hint, refusal.choices])).not.toContain('5e1fb0a8');
  });
});

/** Groups of pushes, by stream name; the first of each is the main one. */
const groups = (...all: readonly (readonly [stream: string, ...sequences: string[]])[]): Answers => ({
  DescribeBackupStreamList: ({ StreamName }) => ({
    StreamInfoList: all
      .filter(([stream]) => (StreamName ?? stream) === stream)
      .map(([stream, ...sequences]) => ({
        StreamName: stream,
        HostGroupName: '',
        OptimalEnable: 0,
        BackupList: sequences.map((sequence, at) => ({
          DomainName: 'push.example.com',
          AppName: 'live',
          PublishTime: `2026-03-01T18:00:0${at}Z`,
          UpstreamSequence: sequence,
          SourceFrom: '直推流',
          MasterFlag: at === 0 ? 1 : 0,
        })),
      })),
  }),
});

describe('backup switch', () => {
  it('takes no short name that is another stream as well, pushed or not', async () => {
    const both = asking([], groups(['main', '1', '2'], ['sports', '3', '4']));
    const one = asking([], groups(['main', '1', '2']));
    for (const ada of [both, one]) {
      const refusal = await ada.refusal('backup switch main 2');
      expect(refusal.code).toBe('airdesk.ambiguous');
      expect(refusal.choices).toEqual([
        'backup switch push.example.com/live/sports 2',
        'backup switch push.example.com/live/main 2',
      ]);
    }
    expect((await both.preview('backup switch short:main')).title).toContain('live/sports to backup 4');
  });

  it('takes no sequence that is the number of another push', async () => {
    // The backups are numbered 2 and 3; 3 is also the sequence of the first of them.
    const ada = asking([], groups(['news', '1001', '3', '1003']));
    const refusal = await ada.refusal('backup switch news 3');
    expect(refusal.code).toBe('airdesk.ambiguous');
    expect(refusal.choices).toEqual([
      'backup switch push.example.com/live/news "id:3"',
      'backup switch push.example.com/live/news 1003',
    ]);
    expect((await ada.preview('backup switch news id:3')).title).toContain('to backup 3');
    const list = await ada.look('backup list');
    expect(list.buttons?.map(({ id }) => id)).toEqual([
      'run:backup switch push.example.com/live/news "id:3"',
      'run:backup switch push.example.com/live/news 1003',
    ]);
  });
});

describe('mute add', () => {
  const muting = (online: FakeStream[]) => {
    const alerts = createFakeAlerts([], []);
    const live = createFakeLive(streamAnswers(online));
    return { alerts, ada: createAsker(live, { alerts, config: SHORTS }) };
  };

  it('takes no short name that is another stream on air; name: is all that are called so', async () => {
    const { ada, alerts } = muting([named('main')]);
    const refusal = await ada.refusal('mute add main 2h why:encoder swap');
    expect(refusal.choices).toEqual([
      'mute add pattern:push.example.com/live/sports until:2h why:"encoder swap"',
      'mute add pattern:push.example.com/live/main until:2h why:"encoder swap"',
      'mute add pattern:"name:main" until:2h why:"encoder swap"',
    ]);
    expect(alerts.asked).toEqual([]);
    for (const line of refusal.choices) await ada.look(line);
    expect(alerts.asked.map(([, mute]) => (mute as { pattern: string }).pattern)).toEqual([
      'push.example.com/live/sports',
      'push.example.com/live/main',
      'main',
    ]);
  });

  it.each([
    ['ｍａｉｎ２', 'ｍａｉｎ２'],
    ['ｎｅｗｓ', 'news'],
    ['push.example.com/live/ｍ*', 'push.example.com/live/ｍ*'],
    ['"a b"', 'a b'],
    ['push.example.com/live/cam:1', 'push.example.com/live/cam:1'],
    ['"id:push.example.com/live/a%2Fb"', 'push.example.com/live/a/b'],
  ])('%s covers %s', async (given, pattern) => {
    const { ada, alerts } = muting([named('ｍａｉｎ２'), named('a b')]);
    await ada.look(`mute add ${given} 2h`);
    expect(alerts.asked).toMatchObject([['addMute', { pattern }]]);
  });

  it('goes on where the cloud does not answer, and says what could not be looked up', async () => {
    const alerts = createFakeAlerts([], []);
    const ada = createAsker(createFakeLive({}), { alerts, config: SHORTS });
    const card = await ada.look('mute add main 2h');
    expect(textOf(card)).toContain('could not be looked up');
    expect(alerts.asked).toMatchObject([['addMute', { pattern: 'push.example.com/live/sports' }]]);
  });
});

describe('alert assign', () => {
  const people = {
    ada: { slack: 'U0ADA', roles: ['engineer'] },
    Kim: { slack: 'U0KIM', roles: ['engineer'] },
    kim: { slack: 'U0KIM2', roles: ['engineer'] },
    me: { slack: 'U0ME', roles: ['engineer'] },
    ｌｉｎ: { slack: 'U0LIN', roles: ['engineer'] },
  };
  const assigning = () => {
    const alert = { id: 'k3m9x2ab', account: 'main' } as never;
    const alerts = createFakeAlerts([alert], []);
    return { alerts, ada: createAsker(createFakeLive({}), { alerts, config: { people } }) };
  };

  it.each([
    ['KIM', ['alert assign k3m9x2ab Kim', 'alert assign k3m9x2ab kim']],
    ['me', ['alert assign k3m9x2ab "name:me"', 'alert assign k3m9x2ab ada']],
  ])('%s can be several', async (name, choices) => {
    const { ada, alerts } = assigning();
    const refusal = await ada.refusal(`alert assign k3m9x2ab ${name}`);
    expect(refusal.code).toBe('airdesk.ambiguous');
    expect(refusal.choices).toEqual(choices);
    expect(alerts.asked).toEqual([]);
  });

  it.each([
    ['kim', 'kim'],
    ['Kim', 'Kim'],
    ['name:me', 'me'],
    ['我', 'ada'],
    ['ｌｉｎ', 'ｌｉｎ'],
    ['Ａｄａ', 'ada'],
  ])('%s is %s', async (name, person) => {
    const { ada, alerts } = assigning();
    await ada.look(`alert assign k3m9x2ab ${name}`).catch(() => undefined);
    expect(alerts.asked[0]).toEqual(['assign', 'main', 'k3m9x2ab', person]);
  });
});
