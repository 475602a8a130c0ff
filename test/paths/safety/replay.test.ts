/** Somebody has captured what came from a platform, and sends it again after a restart. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createPayloads } from '../../fakes/slack/payloads.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const shown = (text: RegExp) => stage.driver.messages().filter((message) => text.test(message.text));
const digest = () => createHash('sha256').update(JSON.stringify(stage.sandbox.calls())).digest('hex');

/** Sends a request as it was captured: its bytes and its signature. */
async function slackTyped(line: string): Promise<() => Promise<void>> {
  const { slack } = stage;
  if (!slack) throw new Error('no Slack');
  const payload = createPayloads(slack.workspace, () => slack.apiUrl).slash(
    userId('slack', 'engineer'),
    CHANNEL.slack,
    line,
  );
  const send = async () => {
    await slack.deliver({ mode: 'http', botOrigin: stage.origin() }, payload);
    await stage.moment();
  };
  await send();
  return send;
}

describe('after a restart', () => {
  it('a captured look from Slack asks the cloud nothing and shows nobody anything', async () => {
    stage = await createStage('slack over http', demoScene);
    const again = await slackTyped('stream list');
    await stage.until('the list', () => shown(/push\.example\.com/).length > 0);
    await stage.restart();
    const [calls, lists] = [digest(), shown(/push\.example\.com/).length];
    await again();
    const told = await stage.expectMessage(/This was asked before Airdesk was restarted/);
    expect(told.onlyFor).toBe(userId('slack', 'engineer'));
    expect(digest()).toBe(calls);
    expect(shown(/push\.example\.com/)).toHaveLength(lists);
  });

  it('a captured request is old after five minutes, whatever it asks', async () => {
    stage = await createStage('slack over http', demoScene);
    const { slack } = stage;
    if (!slack) throw new Error('no Slack');
    const answer = await slack.slash(
      { mode: 'http', botOrigin: stage.origin() },
      userId('slack', 'engineer'),
      CHANNEL.slack,
      'stream list',
      { skew: -301 },
    );
    expect(answer).toMatchObject({ status: 401 });
  });

  it('an intent of the desk that is sent again shows nothing', async () => {
    stage = await createStage('desk', demoScene);
    const send = () =>
      fetch(`${stage.origin()}/desk/intents`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stage.origin() },
        body: JSON.stringify({ kind: 'command', id: 'captured-ask', as: 'engineer', line: 'stream list' }),
      });
    expect((await send()).status).toBe(202);
    await stage.until('the call', () => stage.sandbox.calls().length > 0);
    await stage.moment();
    await stage.restart();
    const calls = digest();
    expect((await send()).status).toBe(202);
    await stage.until('the refusal', async () =>
      (await stage.audit()).some(({ reason }) => reason === 'airdesk.asked-before'),
    );
    await stage.moment();
    expect(digest()).toBe(calls);
  });
});
