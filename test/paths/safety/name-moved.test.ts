import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import type { SeenMessage } from '../stage/driver.ts';
import { createStage, PEOPLE_CONFIG, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

async function asked(line: string, text: RegExp): Promise<SeenMessage> {
  await stage.driver.say('engineer', line);
  return stage.expectMessage(text);
}

/** The press ends it: nothing was run, and nothing is offered that would be about another thing. */
async function endsBy(card: SeenMessage): Promise<void> {
  await stage.driver.press('engineer', card, 'Confirm');
  const ended = await stage.expectUpdate(card, /the state changed, not run/);
  expect(ended.text).toContain('means something else by now');
  expect(ended.buttons).toEqual([]);
  expect(stage.writes()).toEqual([]);
}

describe('a name that means another thing between the preview and the press', () => {
  it('a short name, given to another stream over a restart', async () => {
    stage = await createStage('slack over http', demoScene);
    const card = await asked('stream drop prime', /Drop push\.example\.com\/live\/main\?/);
    await stage.restart(
      `${PEOPLE_CONFIG}streams: { prime: { domain: push.example.com, app: live, stream: news } }\n`,
    );
    await endsBy(card);
  });

  it('a monitor, whose name another one has by now', async () => {
    stage = await createStage('desk', demoScene);
    const card = await asked('monitor start prime-time-wall', /Start monitor prime-time-wall\?/);
    const { LiveStreamMonitors: all } = await stage.console.call('DescribeLiveStreamMonitorList', {
      Index: 0,
      Count: 10,
    });
    const idOf = (name: string) => all.find(({ MonitorName }) => MonitorName === name)?.MonitorId ?? '';
    const [wall, watch] = [idOf('prime-time-wall'), idOf('news-watch')];
    await stage.console.call('StopLiveStreamMonitor', { MonitorId: watch });
    await stage.console.call('ModifyLiveStreamMonitor', { MonitorId: wall, MonitorName: 'old' });
    await stage.console.call('ModifyLiveStreamMonitor', { MonitorId: watch, MonitorName: 'prime-time-wall' });
    await endsBy(card);
  });
});
