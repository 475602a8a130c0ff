import { afterEach, describe, expect, it } from 'vitest';
import { sceneWith, type SceneStream } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const HOUR_MS = 3_600_000;
const DOMAIN = 'push.example.com';

let stage: AlertStage;
afterEach(() => stage.stop());

const on = (app: string, stream: string, domain = DOMAIN): SceneStream => ({
  ...{ domain, app, stream },
  upstreams: [{ sinceMs: HOUR_MS }],
});

describe('an app of several levels', () => {
  const OURS = { domain: DOMAIN, app: 'live/436', stream: '387236c7' };
  // A stream that is called as the second level of the app, and is on air.
  const NEIGHBOUR = { domain: DOMAIN, app: 'live', stream: '436' };
  const open = async () => {
    const streams = [on('live/436', '387236c7'), on('live/436', 'other'), on('live', '436')];
    stage = await createAlertStage(BOTH, sceneWith({ streams }));
  };

  it('is asked about as it is, and its outage is one; its neighbour is left alone', async () => {
    await open();
    stage.sandbox.cut({ ...OURS, errcode: 3 });
    const card = await stage.expectMessage(/CRITICAL push\.example\.com\/live\/436\/387236c7: off air/);
    const asked = stage.sandbox
      .calls()
      .map(({ params }) => JSON.stringify(params))
      .filter((params) => /387236c7|"436"/.test(params));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((params) => /"StreamName":"436"/.test(params))).toEqual([]);
    await stage.wait(60_000, 1000);
    expect(stage.cards(/a push was lost/)).toEqual([]);
    // What helps first is about this stream, also while it is off air.
    await stage.driver.press('lead', card, 'Look');
    const shown = await stage.expectMessage(/not pushed/);
    expect(shown.text).toMatch(/push\.example\.com\/live\/436\/387236c7/);
    stage.sandbox.push(OURS);
    await stage.expectMessage(/RECOVERED push\.example\.com\/live\/436\/387236c7: off air/);
  });

  it('is taken by a command, and what that offers names no other', async () => {
    await open();
    await stage.driver.say('lead', 'stream show push.example.com/live/436/387236c7');
    const shown = await stage.expectMessage(/on air/);
    await stage.driver.press('lead', shown, 'Drop…');
    const preview = await stage.expectMessage(/live\/436\/387236c7.*\?/);
    stage.clock.advance(1000);
    await stage.driver.press('lead', preview, 'Confirm');
    await stage.until('the drop', () => stage.writes().includes('DropLiveStream'));
    const [dropped] = stage.sandbox.calls().filter(({ action }) => action === 'DropLiveStream');
    expect(dropped?.params).toMatchObject({ AppName: 'live/436', StreamName: '387236c7' });
  });

  it('and its neighbour ends: that is another stream', async () => {
    await open();
    stage.sandbox.cut({ ...NEIGHBOUR, errcode: 12 });
    await stage.expectMessage(/CRITICAL push\.example\.com\/live\/436: off air/);
    await stage.wait(30_000, 1000);
    expect(stage.cards(/387236c7/)).toEqual([]);
  });
});

describe('inputs of a caster', () => {
  const params = { CasterName: 'studio', PgmWidth: 1920, PgmHeight: 1080, PgmFps: 25 };
  const CAMS = ['cam.1', 'cam.2', 'cam.3', 'cam.4'];
  const withInputs = (addresses: readonly string[], streams: readonly SceneStream[]) =>
    sceneWith({
      streams: [...streams, on('live', 'elsewhere')],
      casters: [
        {
          id: 7,
          params,
          inputs: addresses.map((InputUrl, at) => ({ InputIndex: at + 1, InputType: 2, InputUrl })),
        },
      ],
    });
  const cutAll = async (streams: readonly SceneStream[]) => {
    await stage.wait(5000, 500);
    for (const { domain, app, stream } of streams) {
      stage.sandbox.cut({ domain, app, stream, errcode: 12 });
      await stage.wait(1000, 250);
    }
    await stage.wait(20_000, 500);
  };
  const STREAMS = CAMS.map((cam, at) => on('live', cam, at < 2 ? DOMAIN : 'push.example.net'));

  it.each([
    ['play addresses, names with dots', (cam: string) => `http://play.example.com/live/${cam}.flv`],
    ['as playlists', (cam: string) => `https://play.example.com/live/${cam}.m3u8?txSecret=abc`],
    ['play addresses over rtmp', (cam: string) => `rtmp://play.example.com/live/${cam}`],
    ['webrtc', (cam: string) => `webrtc://PLAY.example.com/live/${cam}`],
  ])('%s: four cameras of two domains are one incident of the caster', async (_what, address) => {
    stage = await createAlertStage(BOTH, withInputs(CAMS.map(address), STREAMS));
    await cutAll(STREAMS);
    expect(stage.cards(/CRITICAL caster 7: many failures at once/)).toHaveLength(1);
    expect(stage.cards(/CRITICAL push\.example/)).toEqual([]);
  });

  it('push addresses with dots, and of an app with levels', async () => {
    const streams = CAMS.map((cam) => on('live/a', cam));
    stage = await createAlertStage(
      BOTH,
      withInputs(
        CAMS.map((cam) => `rtmp://push.example.com/live/a/${cam}?txSecret=abc`),
        streams,
      ),
    );
    await cutAll(streams);
    expect(stage.cards(/CRITICAL caster 7: many failures at once/)).toHaveLength(1);
  });

  it('of the same names on another app are not its own', async () => {
    const streams = CAMS.map((cam) => on('test', cam));
    stage = await createAlertStage(
      BOTH,
      withInputs(
        CAMS.map((cam) => `http://play.example.com/live/${cam}.flv`),
        streams,
      ),
    );
    await cutAll(streams);
    expect(stage.cards(/caster 7/)).toEqual([]);
    expect(stage.cards(/CRITICAL push\.example\.com\/test\/cam/)).toHaveLength(4);
  });
});
