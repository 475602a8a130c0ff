import { describe, expect, it } from 'vitest';
import { alertCard } from '../../src/alert/card/alert-card.ts';
import type { Conditions } from '../../src/callback/condition.ts';
import { CONDITIONS } from '../../src/callback/conditions.ts';
import { normalise } from '../../src/callback/normalise/normalise.ts';
import { observation } from '../../src/callback/normalise/observation.ts';
import { aConfig } from './card/cards.ts';
import { createWorld, cut, push, STREAM, type World } from './decide/world.ts';

/** Something that nobody has thought of yet: one row. */
const FROZEN: Conditions = {
  ...CONDITIONS,
  'picture.frozen': {
    title: { en: 'the picture stands still', zh: '画面静止' },
    meaning: { en: 'Viewers see one picture.', zh: '观众看到的画面不动。' },
    advice: { en: 'Look at the camera.', zh: '请检查摄像机。' },
    severity: 'critical',
    grace: true,
    quietMs: 60_000,
    joins: true,
    fix: 'backup',
    offersForbid: true,
    ownWords: true,
    overWithStream: true,
  },
};

/** Seen in a world just now. */
function seeFrozen(world: World) {
  const received = observation({
    ...{ account: 'main', at: world.now(), receivedAt: world.now() },
    ...{ condition: 'picture.frozen', effect: 'fires', subject: STREAM, groups: [] },
    values: { reason: 'nothing moved for 10 s' },
  });
  return world.tell(normalise({ seq: 1, value: received }));
}

describe('a new condition is one row', () => {
  it('is waited for, told, and over when it was not heard of for as long as its row says', () => {
    const world = createWorld({}, FROZEN);
    const decision = seeFrozen(world);
    expect(decision.reason).toBe('pending');
    expect(decision.alerts[0]).toMatchObject({ condition: 'picture.frozen', severity: 'critical' });
    expect(world.pass(5000)).toEqual(['new']);
    expect(world.pass(60_000)).toEqual(['quiet']);
  });

  it.each([
    ['en', 'CRITICAL live.example.com/live/main: the picture stands still', 'Viewers see one picture.'],
    ['zh-CN', '【紧急】live.example.com/live/main：画面静止', '观众看到的画面不动。'],
  ] as const)('has its words and its buttons on the card, in %s', (language, title, meaning) => {
    const world = createWorld({}, FROZEN);
    seeFrozen(world);
    world.pass(5000);
    const found = { upstreams: [{ sequence: '2', source: 'rtmp', main: false }], at: world.now() };
    const config = aConfig();
    const card = alertCard(
      { ...world.alert('picture.frozen'), found },
      { config: { ...config, alerts: { ...config.alerts, conditions: FROZEN } }, language, now: world.now() },
    );
    expect(card.title).toContain(title);
    expect(card.lines?.join('\n')).toContain(meaning);
    expect(card.facts?.map(({ value }) => value)).toContain('nothing moved for 10 s');
    const labels = (card.buttons ?? []).map(({ label }) => label);
    expect(
      labels.some((label) => label.startsWith(language === 'en' ? 'Switch to backup 1' : '切到备流 1')),
    ).toBe(true);
    expect(labels).toContain(language === 'en' ? 'Forbid…' : '禁推…');
  });

  it('is over with its stream, where its row says so', () => {
    const world = createWorld({ watched: [] }, FROZEN);
    world.tell(push('1'));
    seeFrozen(world);
    world.pass(6000);
    expect(world.alert('picture.frozen').status).toBe('firing');
    world.tell(cut('1', { code: '1', cause: 'client' }));
    expect(world.alert('picture.frozen')).toMatchObject({ status: 'closed', reason: 'ended' });
  });

  it('is nothing without the row', () => {
    expect(seeFrozen(createWorld())).toMatchObject({ reason: 'unknown-type', alerts: [] });
  });
});
