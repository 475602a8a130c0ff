import { describe, expect, it } from 'vitest';
import { createAsker, createFakeLive, textOf } from '../asking.ts';
import { createFakeAlerts } from '../fake-alerts.ts';
import { streamAnswers, type FakeStream } from '../fake-streams.ts';
import { named, SHORTS } from './short-names.ts';

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
