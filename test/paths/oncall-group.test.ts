/** A Slack user group that has whoever is on call in it. */
import { afterEach, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { quiet } from '../machine/quiet.ts';
import { createStage, type Stage } from './stage/stage.ts';

const ROTATION = `
oncall:
  rotations:
    control-room:
      layers:
        - people: [ada, bo, lin]
          handover: monday 09:00
          start: 2026-02-02
      group: 'slack:S0ONCALL'
`;
const MINUTE = 60_000;

let stage: Stage;
afterEach(() => stage.stop());

const members = () => stage.slack?.workspace.groups.get('S0ONCALL');

async function ready(): Promise<string> {
  return (await fetch(`${stage.origin()}/readyz`)).text();
}

it('is in step at the start, at a hand-over, and with what people change', async () => {
  stage = await createStage('slack over http', demoScene, ROTATION);
  const { slack, clock, driver } = stage;
  // The group and the scope come after the start: what failed is tried again. /readyz is asked anew after five seconds.
  const told = expect.poll(
    () => {
      clock.advance(6_000);
      return ready();
    },
    { timeout: 60_000 },
  );
  await told.toMatch(/S0ONCALL does not have who is on call: the app lacks the scope usergroups:write/);
  slack?.workspace.scopes.add('usergroups:write');
  slack?.workspace.groups.set('S0ONCALL', ['U0SOMEBODY']);
  clock.advance(20_000);
  await stage.until('Ada in the group', () => members()?.join() === 'U0ENGINEER');
  clock.advance(6_000);
  expect(await ready()).not.toMatch(/S0ONCALL/);

  await driver.say('lead', 'oncall take control-room for:2h');
  await stage.until('Lin in the group', () => members()?.join() === 'U0LEAD');
  await pass(115, MINUTE);
  // In steps that leave a platform time to answer.
  await pass(10, 1000);
  await stage.until('Ada again', () => members()?.join() === 'U0ENGINEER');
  // Monday, nine o'clock.
  await pass(640, MINUTE);
  await pass(20, 1000);
  await stage.until('Bo', () => members()?.join() === 'U0PRODUCER');
});

async function pass(minutes: number, stepMs: number): Promise<void> {
  for (let passed = 0; passed < minutes * MINUTE; passed += stepMs) {
    stage.clock.advance(stepMs);
    await quiet();
  }
}
