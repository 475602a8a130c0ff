import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BOTH = ['slack over http', 'discord over http'] as const;
const stream = (name: string) => ({ domain: 'push.example.com', app: 'live', stream: name });
const MAIN = stream('main');
const KNOCKS = { refuse: 18, sub: 501, repeatMs: 3000 } as const;
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main', { sinceMs: HOUR_MS })] });
const OFF_AIR = /CRITICAL .*live\/main: off air/;

let stage: AlertStage;
afterEach(() => stage.stop());

const banned = () => stage.sandbox.calls().some(({ action }) => action === 'ForbidLiveStream');
const lifted = () => stage.sandbox.calls().some(({ action }) => action === 'ResumeLiveStream');
const bans = async (line: string, isDone: () => boolean) => {
  await stage.driver.say('engineer', line);
  const preview = await stage.expectMessage(isDone === lifted ? /Resume push.*\?/ : /Forbid push.*\?/);
  stage.clock.advance(1000);
  await stage.driver.press('engineer', preview, 'Confirm');
  await stage.until(line, isDone);
};

describe('an encoder that is refused', () => {
  it('never on air: one warning with its address, however often it knocks, no outage and no incident', async () => {
    stage = await createAlertStage(BOTH, sceneWith({}), 'graceSeconds: 0');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      stage.sandbox.push({ ...stream(`rehearsal-${name}`), ...KNOCKS });
    await stage.wait(10 * MINUTE_MS, 1500);
    expect(stage.cards(/CRITICAL|many failures at once|a push was lost/)).toEqual([]);
    const warnings = stage.cards(/WARNING .*rehearsal-a: a push was refused/);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.text).toMatch(/Code 18\.501: refused: the push address has expired/);
    expect(warnings[0]?.text).toMatch(/pushed from: 203\.0\.113\.\d+/);
    expect(warnings[0]?.text).toMatch(/cloud: "push url maybe invalid"/);
  });

  it('and nothing says that it should be on air: not a word', async () => {
    stage = await createAlertStage(BOTH, sceneWith({}), 'watched: []\ngraceSeconds: 0');
    stage.sandbox.push({ ...stream('rehearsal'), ...KNOCKS });
    await stage.wait(5 * MINUTE_MS, 1500);
    expect(stage.cards(/rehearsal/)).toEqual([]);
  });

  it('beside the one on air: no lost push, and when that really ends it is off air', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    stage.sandbox.push({ ...MAIN, ...KNOCKS, refuse: 19, sub: 400 });
    await stage.wait(3 * MINUTE_MS, 1500);
    expect(stage.cards(/a push was lost|off air/)).toEqual([]);
    expect(stage.cards(/WARNING .*main: a push was refused/)).toHaveLength(1);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    const down = await stage.expectMessage(OFF_AIR);
    expect(down.text).toMatch(/[Cc]ode 12: a network fault between encoder and cloud/);
  });

  it('of what is off air already: its card says why the encoder cannot come back', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    const down = await stage.expectMessage(OFF_AIR);
    stage.sandbox.push({ ...MAIN, ...KNOCKS });
    const told = await stage.expectUpdate(down, /18\.501/);
    expect(told.text).toMatch(/[Cc]ode 12: a network fault between encoder and cloud/);
    expect(told.text).toMatch(/the push address has expired/);
    await stage.wait(2 * MINUTE_MS, 1500);
    expect(stage.cards(/WARNING/)).toEqual([]);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*live\/main: off air/);
  });

  it('while a stream that flaps is well: it has not failed again', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    for (let turn = 0; turn < 4; turn += 1) {
      stage.sandbox.cut({ ...MAIN, errcode: 12 });
      await stage.wait(3000);
      stage.sandbox.push(MAIN);
      await stage.wait(3000);
    }
    await stage.expectMessage(/CRITICAL .*live\/main: off air · flapping/);
    stage.sandbox.push({ ...MAIN, ...KNOCKS });
    await stage.wait(4 * MINUTE_MS, 1500);
    expect(stage.cards(/RECOVERED .*live\/main: off air/)).toHaveLength(1);
  });

  it('for hours after a show: that time does not count as on air', async () => {
    // Twenty hours on air, then six in which the encoder knocks in vain: no channel that is there day and night.
    stage = await createAlertStage(
      BOTH,
      sceneWith({ streams: [liveStream('push.example.com/live/main', { sinceMs: 20 * HOUR_MS })] }),
      'watched: []\ngraceSeconds: 0',
    );
    stage.sandbox.cut({ ...MAIN, errcode: 1 });
    await stage.expectMessage(/ENDED .*live\/main/);
    stage.sandbox.push({ ...MAIN, ...KNOCKS, repeatMs: 5 * MINUTE_MS });
    await stage.wait(6 * HOUR_MS, MINUTE_MS);
    stage.sandbox.push(MAIN);
    await stage.wait(MINUTE_MS, 1000);
    stage.sandbox.cut({ ...MAIN, errcode: 1 });
    await stage.wait(MINUTE_MS, 1000);
    expect(stage.cards(/CRITICAL/)).toEqual([]);
    expect(stage.cards(/ENDED .*live\/main/)).toHaveLength(2);
  });
});

describe('a ban of ours', () => {
  it('covers what it refuses for as long as it lasts, also over a restart; then an end is an end', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    await bans('stream forbid push.example.com/live/main 2h', banned);
    stage.sandbox.push({ ...MAIN, repeatMs: 3000 });
    await stage.wait(10 * MINUTE_MS, 3000);
    expect(stage.cards(/CRITICAL|WARNING/)).toEqual([]);
    await stage.restart();
    await stage.wait(5 * MINUTE_MS, 3000);
    expect(stage.cards(/CRITICAL|WARNING/)).toEqual([]);
    await bans('stream resume push.example.com/live/main', lifted);
    await stage.wait(20_000, 1000);
    expect(JSON.stringify(stage.sandbox.state())).toMatch(/"path":"push.example.com\/live\/main"/);
    await stage.wait(3 * MINUTE_MS, 3000);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OFF_AIR);
  });

  it('covers them also when people have asked a great deal since, over a restart', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    await bans('stream forbid push.example.com/live/main 2h', banned);
    await stage.wait(5000, 1000);
    // Several people: one alone would be asked to slow down.
    const people = ['viewer', 'engineer', 'producer', 'lead'] as const;
    for (let asked = 0; asked < 140; asked += 1)
      for (const person of people) await stage.driver.say(person, 'whoami');
    await stage.until('the audit', async () => (await stage.audit()).length > 560);
    await stage.restart();
    stage.sandbox.push({ ...MAIN, repeatMs: 3000 });
    await stage.wait(3 * MINUTE_MS, 3000);
    expect(stage.cards(/CRITICAL|WARNING/)).toEqual([]);
  });

  it('that was lifted at the console covers nothing of what comes after', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    await bans('stream forbid push.example.com/live/main 2h', banned);
    await stage.wait(MINUTE_MS, 3000);
    const where = { DomainName: MAIN.domain, AppName: MAIN.app, StreamName: MAIN.stream };
    await stage.console.call('ResumeLiveStream', where);
    stage.sandbox.push({ ...MAIN, repeatMs: 3000 });
    await stage.wait(10 * MINUTE_MS, 5000);
    await stage.console.call('ForbidLiveStream', where);
    await stage.expectMessage(OFF_AIR);
  });

  it('that has lapsed covers nothing: an expired address is told, and so is a ban of somebody else', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0');
    await bans('stream forbid push.example.com/live/main 1h', banned);
    stage.sandbox.push({ ...MAIN, repeatMs: MINUTE_MS });
    await stage.wait(62 * MINUTE_MS, 10_000);
    // Let in when the ban was over.
    expect(JSON.stringify(stage.sandbox.state())).toMatch(/"path":"push.example.com\/live\/main"/);
    // The sub code is not always told.
    stage.sandbox.push({ ...MAIN, refuse: 18, repeatMs: 3000 });
    await stage.expectMessage(/WARNING .*main: a push was refused/);
  });
});
