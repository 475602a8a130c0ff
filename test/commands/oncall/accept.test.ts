import { describe, expect, it } from 'vitest';
import type { Duty, HandOver } from '../../../src/oncall/hand-over/hand-over.ts';
import { withTaken } from '../../../src/oncall/hand-over/see-duty.ts';
import type { HandOvers } from '../../../src/oncall/hand-over/hand-overs.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { running } from '../../oncall/running.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';

const FILE = {
  timeZone: 'Asia/Shanghai',
  people: { ada: { slack: 'U0ADA', roles: ['engineer'] }, bo: { slack: 'U0BO', roles: ['engineer'] } },
  roles: { engineer: { risks: ['read', 'change', 'air'] } },
  oncall: { rotations: { room: { layers: [{ people: ['ada'] }], channel: 'slack:C1' } } },
};

/** ada asks; this is the newest hand-over of the rotation. */
async function asking(more: Partial<HandOver> = {}, language: 'en' | 'zh-CN' = 'en') {
  const handOver: HandOver = {
    ...{ n: 7, at: NOW, seenAt: NOW, before: ['bo'], from: ['bo'], to: ['ada'] },
    ...more,
  };
  let duty: Duty = { rotation: 'room', people: ['ada'], handOvers: [handOver] };
  const handOvers: HandOvers = {
    duty: () => duty,
    called: () => [],
    async take(_rotation, n, person) {
      const last = duty.handOvers.at(-1);
      if (last?.n !== n || !last.to.includes(person) || last.over !== undefined) return undefined;
      if (last.taken) return last.taken.by === person ? last : undefined;
      duty = withTaken(duty, person, NOW);
      return duty.handOvers.at(-1);
    },
  };
  const oncall = await running(FILE, { clock: createTestClock(NOW) });
  return createAsker(createFakeLive({}), { config: FILE, oncall, handOvers, language, now: () => NOW });
}

describe('oncall accept', () => {
  it.each(['oncall accept room', 'oncall accept room 7', '值班 接手 room'])(
    '%s takes it over',
    async (line) => {
      const ada = await asking();
      const card = await ada.look(line);
      expect(textOf(card)).toContain('You are on duty for room');
      // The card in the channel tells everybody else.
      expect(card.visibility).toBe('asker');
      const again = await ada.look(line);
      expect(textOf(again)).toMatch(/You are already on duty for room[^]*Nothing was changed/);
    },
  );

  it.each<[string, Partial<HandOver>, string, RegExp, RegExp]>([
    [
      'oncall accept room',
      { to: ['bo'] },
      'airdesk.not-on-call',
      /You are not on call/,
      /您不在 room 的值班中/,
    ],
    [
      'oncall accept room',
      { to: ['ada', 'bo'], taken: { by: 'bo', at: NOW } },
      'airdesk.hand-over-taken',
      /bo has taken over/,
      /bo 已接手/,
    ],
    ['oncall accept room 6', {}, 'airdesk.not-found', /nothing to take over/, /没有待接手的交接/],
    ['oncall accept room', { over: 'back' }, 'airdesk.not-found', /nothing to take over/, /没有待接手的交接/],
    ['oncall accept room', { to: [] }, 'airdesk.not-found', /nothing to take over/, /没有待接手的交接/],
  ])('%s, where it is %j, is refused', async (line, more, code, english, chinese) => {
    const refusal = await (await asking(more)).refusal(line);
    expect(refusal.code).toBe(code);
    expect(refusal.title.en).toMatch(english);
    expect(refusal.title.zh).toMatch(chinese);
    expect(refusal.hint.en).toContain('Nothing was changed. On call now: ada.');
  });

  it('is what the card of the rotation offers whoever has to', async () => {
    const text = textOf(await (await asking()).look('oncall show room'));
    expect(text).toMatch(/Hand-over: not taken over yet; bo is called as well/);
    expect((await (await asking()).look('oncall show room')).buttons?.[0]?.id).toBe('run:oncall accept room');
  });

  it('is what "take" offers whoever is on call already', async () => {
    const refusal = await (await asking()).refusal('oncall take room');
    expect([refusal.code, refusal.choices[0]]).toEqual(['airdesk.on-call-already', 'oncall accept room']);
  });
});
