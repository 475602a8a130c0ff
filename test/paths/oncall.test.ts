import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

// It is Sunday, 1 March 2026, 20:00 UTC.
const ROTATIONS = `
oncall:
  rotations:
    control-room:
      layers:
        - people: [ada, bo, lin]
          handover: monday 09:00
          start: 2026-02-02
    streams:
      layers:
        - { name: day, people: [bo], during: [Mon-Fri 09:00-18:00] }
`;

let stage: Stage;
afterEach(() => stage.stop());

/** A row of a table, as a table or as lines: its first cell, then the head and the text of each other one. */
function row(first: string, ...cells: readonly string[]): RegExp {
  const pairs = cells.flatMap((text, at) => (at % 2 === 0 ? [[text, cells[at + 1] ?? '']] : []));
  const between = '\\s*[|·\\n]?\\s*';
  return new RegExp([first, ...pairs.map(([head = '', text = '']) => `(?:${head} )?${text}`)].join(between));
}

describe.each(PLATFORMS)('%s: who is on call', (platform) => {
  it('is asked, taken over, given back, and all of it is there after a restart', async () => {
    stage = await createStage(platform, demoScene, ROTATIONS);
    const { driver } = stage;

    await driver.say('viewer', 'oncall who');
    const who = await stage.expectMessage(/On call now/);
    expect(who.text).toMatch(
      row('control-room', 'On call', 'ada', 'Until', '2026-03-02 09:00:00 UTC, in 13 h'),
    );
    expect(who.text).toMatch(
      row('streams', 'On call', 'nobody', 'Until', '2026-03-02 09:00:00 UTC, in 13 h'),
    );

    await driver.say('viewer', 'oncall take control-room');
    await stage.expectMessage(/You may not use "oncall take"[^]*an engineer or lead/);

    await driver.say('lead', 'oncall take control-room for:2h');
    const taken = await stage.expectMessage(/lin is on call in control-room for 2 h/);
    expect(taken.text).toMatch(/To: 2026-03-01 22:00:\d\d UTC/);

    await driver.say('viewer', '值班 谁');
    const taker = await stage.expectMessage(/当前值班/);
    expect(taker.text).toMatch(row('control-room', '值班', 'lin', '至', '[^·|]*', '依据', '接班（lin）'));

    // It ends by itself.
    stage.clock.advance(2 * 3_600_000);
    await driver.say('viewer', 'oncall show control-room');
    expect((await stage.expectMessage(/On call now: ada/)).text).toMatch(/Next: bo · 2026-03-02 09:00/);

    await driver.say('engineer', 'oncall override control-room lin "friday 18:00" 4h');
    const planned = await stage.expectMessage(/lin is on call in control-room[^]*2026-03-06 18:00[^]*22:00/);
    await driver.press('engineer', planned, 'End it');
    await stage.expectMessage(/Ended: override by ada in control-room[^]*On call now: ada/);

    await driver.say('engineer', 'oncall swap control-room 2026-03-02T09:00 lin');
    const swapped = await stage.expectMessage(/lin and bo swap shifts in control-room/);
    expect(swapped.text).toMatch(/lin[^]*2026-03-02 09:00[^]*bo[^]*2026-03-09 09:00/);
    // A page of the desk begins anew after a restart; what was changed is the same for all.
    if (platform !== 'desk') await stage.restart();
    await driver.say('viewer', 'oncall next control-room');
    const next = await stage.expectMessage(/Coming shifts/);
    expect(next.text).toMatch(
      row('2026-03-02T09:00', 'To', '2026-03-09 09:00', 'On call', 'lin', 'Why', 'swap by ada'),
    );
    expect(next.text).toMatch(
      row('2026-03-09T09:00', 'To', '2026-03-16 09:00', 'On call', 'bo', 'Why', 'swap by ada'),
    );

    const done = (await stage.audit()).filter(({ command }) => command.startsWith('oncall'));
    expect(
      done
        .filter(({ phase }) => phase === 'answered')
        .map(({ person, command }) => `${person ?? ''}: ${command}`),
    ).toEqual(
      expect.arrayContaining([
        'lin: oncall take rotation:control-room for:2h',
        'ada: oncall override rotation:control-room person:lin from:"friday 18:00" to:4h',
        'ada: oncall swap rotation:control-room shift:"2026-03-02T09:00" person:lin',
      ]),
    );
    expect(done.filter(({ phase }) => phase === 'refused')).toMatchObject([
      { reason: 'airdesk.not-permitted' },
    ]);
  });
});
