import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const MINUTE_MS = 60_000;
const BOTH = ['slack over http', 'discord over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const OTHER = { ...MAIN, domain: 'other.example.com' };
const OURS = /CRITICAL push\.example\.com\/live\/main: off air/;
const THEIRS = /CRITICAL other\.example\.com\/live\/main: off air/;
const SCENE = sceneWith({
  streams: [MAIN, OTHER].map(({ domain }) => liveStream(`${domain}/live/main`, { sinceMs: 3_600_000 })),
});
/** A second key: the only other value of which the stage has a variable is the token. */
const keyB = () => stage.callbacks().url.split('/').at(-1) ?? '';
const SEVERAL_KEYS = `accounts:
  main:
    endpoint: CLOUD
    callbacks: { tokenEnv: LIVE_CALLBACK_TOKEN, keyEnv: [LIVE_CALLBACK_KEY, LIVE_CALLBACK_TOKEN] }`;

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (more = '') => {
  stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0\ncloseMinutes: 60', more);
};
const at = (change: (path: string) => string) => {
  const { url, key } = stage.callbacks();
  const { origin, pathname } = new URL(url);
  return { url: `${origin}${change(pathname)}`, key };
};

describe('the address in the console', () => {
  it.each([
    ['a slash behind it', (path: string) => `${path}/`],
    ['a slash in front', (path: string) => `/${path}`],
    ['a query', (path: string) => `${path}?from=console`],
    ['a blank that was copied with it', (path: string) => `${path}%20`],
    ['another case before the token', (path: string) => path.replace('/callbacks/live', '/Callbacks/Live')],
  ])('with %s: it is taken', async (_what, change) => {
    await open();
    stage.sandbox.setCallback(at(change));
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OURS);
    expect(await stage.metric('airdesk_callbacks_total')).toBe(1);
  });

  it('with a folder that the proxy put in front: told with the path, in chat and in /readyz, and never the token', async () => {
    await open();
    await stage.wait(5000, 1000);
    const wrong = at((path) => `/airdesk${path}`);
    stage.sandbox.setCallback(wrong);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.wait(4 * MINUTE_MS, 1000);
    const [card, ...more] = stage.cards(/WARNING account main: callbacks cannot be accepted/);
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/\/airdesk\/callbacks\/live\/<token>/);
    expect(await stage.ready()).toMatch(
      /main \(\/airdesk\/callbacks\/live\/<token>\): callbacks cannot be accepted\./,
    );
    const token = wrong.url.slice(wrong.url.lastIndexOf('/') + 1);
    expect(stage.shown(new RegExp(token))).toEqual([]);
    const metrics = await (await fetch(`${stage.origin()}/metrics`)).text();
    expect(metrics).toMatch(/airdesk_callbacks_total\{outcome="wrong-path"\} [3-9]/);
    // It is not blind meanwhile.
    expect(stage.cards(OURS)).toHaveLength(1);
    stage.sandbox.setCallback(stage.callbacks());
    // The cloud tries what it has on the old address for twelve minutes.
    await stage.wait(13 * MINUTE_MS, 2000);
    stage.sandbox.push(MAIN);
    await stage.wait(30_000, 1000);
    expect(stage.cards(/RECOVERED .*callbacks cannot be accepted/)).toHaveLength(1);
  });
});

describe('callback keys', () => {
  it('of two templates are both taken while both are listed', async () => {
    await open(SEVERAL_KEYS);
    stage.sandbox.setCallback({ ...stage.callbacks(), keys: { 'other.example.com': keyB() } });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    stage.sandbox.cut({ ...OTHER, errcode: 12 });
    await stage.expectMessage(OURS);
    await stage.expectMessage(THEIRS);
    const metrics = await (await fetch(`${stage.origin()}/metrics`)).text();
    expect(metrics).toMatch(/airdesk_callbacks_total\{outcome="accepted"\} 2/);
    expect(metrics).not.toMatch(/outcome="bad-sign"\} [1-9]/);
  });

  it('are exchanged without a gap: what was signed with the old one counts, and so does the new one', async () => {
    await open(SEVERAL_KEYS);
    // Signed before the change, tried again until Airdesk is there.
    stage.sandbox.setCallback({ ...stage.callbacks(), key: keyB() });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OURS);
    stage.sandbox.setCallback(stage.callbacks());
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED push\.example\.com\/live\/main: off air/);
  });

  it('where one is missing: the domain is named, in chat and in /readyz, also while the other is heard', async () => {
    await open();
    await stage.wait(5000, 1000);
    stage.sandbox.setCallback({ ...stage.callbacks(), keys: { 'other.example.com': keyB() } });
    stage.sandbox.cut({ ...OTHER, errcode: 12 });
    for (let turn = 0; turn < 8; turn += 1) {
      stage.sandbox.event({ type: 100, stream: MAIN });
      await stage.wait(30_000, 1000);
    }
    const [card, ...more] = stage.cards(/CRITICAL account main: callbacks rejected: wrong key/);
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/push domains: other\.example\.com/);
    expect(await stage.ready()).toMatch(/main \(other\.example\.com\): callbacks rejected: wrong key\. Give/);
    // It is looked for meanwhile.
    expect(stage.cards(THEIRS)).toHaveLength(1);
  });
});
