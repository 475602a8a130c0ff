import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { channelKey, createAlertStage, type AlertStage } from './alert-stage.ts';
import type { Platform } from '../stage/stage.ts';

const STREAMS = [1, 2, 3, 4, 5].map((n) => ({ domain: `push${n}.example.com`, app: 'live', stream: 'main' }));
const SCENE = sceneWith({
  streams: STREAMS.map(({ domain, app, stream }) => liveStream(`${domain}/${app}/${stream}`)),
});

let stage: AlertStage;
afterEach(() => stage.stop());

const SIDES: readonly (readonly ['slack' | 'discord', Platform, Platform])[] = [
  ['slack', 'slack over http', 'discord over http'],
  ['discord', 'discord over http', 'slack over http'],
];

describe.each(SIDES)('%s answers after ten seconds', (side, slow, other) => {
  it('five criticals of five domains are all shown within a minute and a half, and none of them twice', async () => {
    // Nobody else carries them: a rule names the slow one alone.
    const alone = `graceSeconds: 0\nincident: { members: 100 }\nrules:\n  - { name: all, channels: ["${channelKey(slow)}"] }`;
    stage = await createAlertStage([slow, other], SCENE, alone);
    const fault = { kind: 'slow', ms: 10_000, times: 10_000 } as const;
    stage.slack?.fault(fault);
    stage.discord?.fault(fault);
    for (const stream of STREAMS) stage.sandbox.cut({ ...stream, errcode: 8 });
    await stage.wait(90_000);
    const about = (n: number) => new RegExp(`push${n}\\.example\\.com/live/main: off air`);
    const shown = () => [1, 2, 3, 4, 5].map((n) => stage.cards(about(n)).length);
    expect(shown()).toEqual([1, 1, 1, 1, 1]);
    stage[side]?.clearFaults();
    await stage.wait(120_000);
    for (const stream of STREAMS) stage.sandbox.push(stream);
    await stage.wait(60_000);
    expect(shown()).toEqual([1, 1, 1, 1, 1]);
    expect(stage.cards(/RECOVERED/)).toHaveLength(5);
  });
});
