import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

describe('a request that is not from Slack', () => {
  it.each([
    ['signed with another secret', { secret: 'guessed' }, 'wrong'],
    ['six minutes old', { skew: -360 }, 'stale'],
    ['from six minutes ahead', { skew: 360 }, 'stale'],
    ['without a signature', { without: ['x-slack-signature'] }, 'missing'],
    ['without a timestamp', { without: ['x-slack-request-timestamp'] }, 'missing'],
    ['with a malformed signature', { headers: { 'x-slack-signature': 'v0=zz' } }, 'malformed'],
  ])('%s: refused, nothing done, noted', async (_, forgery, why) => {
    stage = await createStage('slack over http', demoScene);
    const { slack } = stage;
    if (!slack) throw new Error('no Slack');
    const wire = { mode: 'http', botOrigin: stage.origin() } as const;
    const told = await slack.slash(
      wire,
      userId('slack', 'engineer'),
      CHANNEL.slack,
      'stream drop prime',
      forgery,
    );
    expect(told).toMatchObject({ status: 401, body: `unauthorized: signature ${why}` });
    await stage.until('the note', async () => (await stage.audit()).length > 0);
    expect(await stage.audit()).toMatchObject([{ phase: 'refused', reason: `airdesk.forged-${why}` }]);
    expect(stage.driver.messages()).toEqual([]);
    expect(stage.sandbox.calls()).toEqual([]);
  });

  it('a thousand times: noted, without filling the disk', async () => {
    stage = await createStage('slack over http', demoScene);
    const { slack, clock } = stage;
    if (!slack) throw new Error('no Slack');
    const wire = { mode: 'http', botOrigin: stage.origin() } as const;
    const forge = () =>
      slack.slash(wire, userId('slack', 'engineer'), CHANNEL.slack, 'help', { secret: 'guessed' });
    for (let burst = 0; burst < 10; burst++) await Promise.all(Array.from({ length: 100 }, forge));
    clock.advance(60_000);
    await stage.until('the second note', async () => (await stage.audit()).length === 2);
    expect((await stage.audit())[1]).toMatchObject({ reason: 'airdesk.forged-wrong', count: 999 });
  });
});
