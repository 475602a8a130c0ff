import { describe, expect, it } from 'vitest';
import { createAsker, createFakeLive, textOf } from '../asking.ts';
import { SHOWN, studio, type Studio } from './studio.ts';

describe('what is found after a change of a caster', () => {
  async function found(during: (one: Studio) => void, line = SHOWN) {
    const one = studio();
    const { CreateCasterPgm, StopCasterPgm } = one.answers;
    const live = createFakeLive({
      ...one.answers,
      CreateCasterPgm: (params) => {
        const answer = CreateCasterPgm(params);
        during(one);
        return answer;
      },
      StopCasterPgm: () => {
        StopCasterPgm();
        during(one);
        return {};
      },
    });
    return (await createAsker(live).act(line)).verified;
  }

  it('a take carries the picture that was previewed, all of it', async () => {
    const one = studio();
    const live = createFakeLive(one.answers);
    const asker = createAsker(live);
    const { verified, preview } = await asker.act(SHOWN);
    expect(verified.seen).toBe(true);
    expect(textOf(preview)).toContain('Transition: fade');
    expect(live.calls.find(({ action }) => action === 'CreateCasterPgm')?.params).toEqual({
      CasterId: 7,
      PgmDisplayInfo: {
        LayoutIndex: 2,
        LayoutIndexType: 0,
        MarkPicIndexList: [1],
        MarkWordIndexList: [1],
        AudioIndexList: [3],
        TransitionType: 'fade',
      },
    });
  });

  it.each<[string, (one: Studio) => void, object]>([
    ['what was asked for', () => undefined, { seen: true }],
    ['nothing yet', (one) => (one.state.pgm = { LayoutIndex: 1 }), { seen: false }],
    ['another picture', (one) => (one.state.pgm = { LayoutIndex: 2 }), { seen: false, maybeOthers: true }],
    ['a text that was retyped', (one) => (one.state.texts[0]!.MarkWordText = '2 : 1'), { seen: true }],
    [
      'the same numbers with something else behind',
      (one) => (one.input(2).InputUrl = 'rtmp://far/live/secret?token=a'),
      { seen: false, maybeOthers: true },
    ],
    ['off', (one) => (one.state.pgm = undefined), { seen: false }],
  ])('take: %s', async (_what, during, expected) => {
    const { seen, maybeOthers } = await found(during);
    expect({ seen, ...(maybeOthers && { maybeOthers }) }).toEqual(expected);
  });

  it.each<[string, (one: Studio) => void, object]>([
    ['off', () => undefined, { seen: true }],
    ['still on', (one) => (one.state.pgm = { LayoutIndex: 1 }), { seen: false }],
    [
      'on, with another picture',
      (one) => (one.state.pgm = { LayoutIndex: 2 }),
      { seen: false, maybeOthers: true },
    ],
  ])('stop: %s', async (_what, during, expected) => {
    const { seen, maybeOthers } = await found(during, 'caster stop 7');
    expect({ seen, ...(maybeOthers && { maybeOthers }) }).toEqual(expected);
  });
});

describe('the undo of a change of a caster', () => {
  async function after(
    line: string,
    then: (one: Studio) => void,
    before: (one: Studio) => void = () => undefined,
  ) {
    const one = studio();
    before(one);
    const live = createFakeLive(one.answers);
    const asker = createAsker(live);
    const { undo } = await asker.act(line);
    then(one);
    return asker.undo(undo!).then(
      () => live.writes().at(-1),
      (error: unknown) => (error as { code: string }).code,
    );
  }
  const off = (one: Studio) => (one.state.pgm = undefined);

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'CreateCasterPgm'],
    ['another picture is on air', (one) => (one.state.pgm = { LayoutIndex: 3 }), 'airdesk.changed'],
    ['PGM was stopped and started again', (one) => (one.state.since += 60), 'airdesk.changed'],
    ['an input of the former picture is another', (one) => (one.input(1).InputType = 3), 'airdesk.changed'],
    ['its sound was turned down', (one) => (one.input(1).Volume = 20), 'CreateCasterPgm'],
    ['it was renamed', (one) => (one.input(1).Description = 'Camera, quiet'), 'CreateCasterPgm'],
    [
      'what it does not show is another',
      (one) => (one.input(4).InputUrl = 'https://x/y.png'),
      'CreateCasterPgm',
    ],
  ])('take: %s', async (_what, then, expected) => {
    expect(await after(SHOWN, then)).toBe(expected);
  });

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'StopCasterPgm'],
    ['another picture is on air', (one) => (one.state.pgm = { LayoutIndex: 1 }), 'airdesk.changed'],
    ['it was stopped and started again', (one) => (one.state.since += 60), 'airdesk.changed'],
    ['it is off', off, 'airdesk.changed'],
  ])('take that started PGM: %s', async (_what, then, expected) => {
    expect(await after(SHOWN, then, off)).toBe(expected);
  });

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'StopCasterPvw'],
    ['another picture is in PVW', (one) => (one.state.pvw = { LayoutIndex: 1 }), 'airdesk.changed'],
  ])('PVW that was started: %s', async (_what, then, expected) => {
    const started = (one: Studio) => (one.state.pvw = undefined);
    expect(await after('caster pvw 7 input 2', then, started)).toBe(expected);
  });

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'CreateCasterPgm'],
    ['somebody started it', (one) => (one.state.pgm = { LayoutIndex: 1 }), 'airdesk.changed'],
    [
      'the former picture holds something else',
      (one) => (one.layout(1).InputIndexList = '2'),
      'airdesk.changed',
    ],
  ])('stop: %s', async (_what, then, expected) => {
    expect(await after('caster stop 7', then)).toBe(expected);
  });
});
