import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith, type Scene } from '../../../../sandbox/scene.ts';
import { PEOPLE_CONFIG } from '../../stage/stage.ts';
import { channelKey, createAlertStage, type AlertStage } from '../alert-stage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const stream = (name: string) => ({ domain: 'push.example.com', app: 'live', stream: name });
const NAME = 'push.example.com/live/main';
const LONG = { sinceMs: HOUR_MS };

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (scene: Partial<Scene>, alerts = 'closeMinutes: 60') => {
  stage = await createAlertStage(['slack over http', 'discord over http'], sceneWith(scene), alerts);
  await stage.wait(30_000, 1000);
};
const cards = (words: string) => stage.cards(new RegExp(words));

describe('backups', () => {
  const scene = { streams: [liveStream(NAME, LONG, LONG)] };
  const LOST = 'main: a push was lost; another one is still on air';
  const SWITCHED = 'main: the push on air changed';

  it('a group loses its reserve and no message tells: a warning, and over when there is one again', async () => {
    await open(scene);
    stage.sandbox.setCallback(undefined);
    const [, second] = await sequences();
    stage.sandbox.cut({ ...stream('main'), ...(second && { sequence: second }), errcode: 12 });
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`WARNING .*${LOST}`)).toHaveLength(1);
    stage.sandbox.push(stream('main'));
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`RECOVERED .*${LOST}`)).toHaveLength(1);
    expect(cards(SWITCHED)).toEqual([]);
  });

  it('a group is switched at the console: told, and over when it is switched back', async () => {
    await open(scene);
    const [first, second] = await sequences();
    await switchTo(second);
    await stage.wait(2 * MINUTE_MS, 1000);
    const [card, ...more] = cards(`WARNING .*${SWITCHED}`);
    expect(more).toEqual([]);
    expect(card?.text).not.toContain(first);
    await switchTo(first);
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(cards(`RECOVERED .*${SWITCHED}`)).toHaveLength(1);
  });

  it('a group is switched from here: nothing is told', async () => {
    await open(scene);
    await stage.driver.say('engineer', `backup switch ${NAME}`);
    const asked = await stage.expectMessage(/Switch .*main.*\?/);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.expectUpdate(asked, /: done in/);
    await stage.wait(5 * MINUTE_MS, 1000);
    expect(cards(SWITCHED)).toEqual([]);
  });

  it('the one on air sends nothing, and is switched from here: over, with a backup that is bad, and no switch to it', async () => {
    await open({ streams: [liveStream(NAME, LONG, { sinceMs: HOUR_MS / 2 })] });
    const [first, second] = await sequences();
    stage.sandbox.quality({ ...stream('main'), kbps: 0, ...(first && { sequence: first }) });
    await stage.wait(2 * MINUTE_MS, 1000);
    const SILENT = 'main: connected but sending nothing';
    const [card] = cards(`CRITICAL .*${SILENT}`);
    expect(card?.buttons.some((label) => label.startsWith('Switch to backup'))).toBe(true);
    await stage.driver.say('engineer', `backup switch ${NAME} ${second}`);
    const asked = await stage.expectMessage(/Switch .*main.*\?/);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.expectUpdate(asked, /: done in/);
    await stage.wait(3 * MINUTE_MS, 1000);
    const [over] = cards(`RECOVERED .*${SILENT}`);
    expect(over?.buttons.filter((label) => label.startsWith('Switch'))).toEqual([]);
    const [reserve] = cards('WARNING .*main: a backup push is bad');
    expect(reserve?.text).toContain('Viewers see another push');
    expect(reserve?.buttons.filter((label) => label.startsWith('Switch'))).toEqual([]);
  });

  async function sequences(): Promise<readonly string[]> {
    const { StreamInfoList } = await stage.console.call('DescribeBackupStreamList', { StreamName: 'main' });
    return (StreamInfoList[0]?.BackupList ?? []).map(({ UpstreamSequence = '' }) => UpstreamSequence);
  }

  async function switchTo(sequence = ''): Promise<void> {
    await stage.console.call('SwitchBackupStream', {
      ...{ PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'main' },
      UpstreamSequence: sequence,
    });
  }
});

describe('pull tasks', () => {
  it('one that should run and does not, and has no address for messages: told, and over when it runs', async () => {
    await open({
      pulls: [
        {
          id: 'task-1',
          params: {
            SourceType: 'PullLivePushLive',
            SourceUrls: ['rtmp://src.example.com/live/a'],
            DomainName: 'elsewhere.example.org',
            AppName: 'live',
            StreamName: 'fed',
            Operator: 'test',
            Comment: 'stadium',
          },
          sinceMs: HOUR_MS,
          forMs: 10 * HOUR_MS,
        },
      ],
    });
    await stage.wait(MINUTE_MS, 1000);
    expect(cards('pull task is failing')).toEqual([]);
    stage.sandbox.pull({ task: 'task-1', broken: true });
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(cards('CRITICAL .*pull task is failing')).toHaveLength(1);
    expect(cards('CRITICAL stadium')).toHaveLength(1);
    stage.sandbox.pull({ task: 'task-1', broken: false });
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(cards('RECOVERED .*pull task is failing')).toHaveLength(1);
  });
});

describe('casters', () => {
  const CASTER = {
    params: { CasterName: 'studio' },
    id: 7001,
    inputs: [{ InputIndex: 1, InputUrl: 'rtmp://play.example.com/live/main', InputType: 1 }],
    layouts: [{ LayoutIndex: 1, LayoutTemplateId: 1, InputIndexList: '1' }],
    pgm: { LayoutIndex: 1 },
  };

  it('a program that stops: told, and over when it is on air again', async () => {
    await open(
      { casters: [CASTER], streams: [liveStream(NAME, LONG)] },
      'polling: { casters: { everySeconds: 60 } }',
    );
    await stage.wait(2 * MINUTE_MS, 1000);
    await stage.console.call('StopCasterPgm', { CasterId: 7001 });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards('CRITICAL studio \\(7001\\): the program has stopped')).toHaveLength(1);
    await stage.restart();
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards('the program has stopped')).toHaveLength(1);
    await stage.console.call('CreateCasterPgm', { CasterId: 7001, PgmDisplayInfo: { LayoutIndex: 1 } });
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(cards('RECOVERED .*the program has stopped')).toHaveLength(1);
  });

  it('that is told and not looked at any more is closed at the start: nobody would say that it is over (Graylog2/graylog2-server#3265)', async () => {
    const every = 'polling: { casters: { everySeconds: 60 } }';
    await open({ casters: [CASTER] }, every);
    await stage.wait(2 * MINUTE_MS, 1000);
    await stage.console.call('StopCasterPgm', { CasterId: 7001 });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards('CRITICAL .*the program has stopped')).toHaveLength(1);
    const off = `alerts:\n  channels: ["${channelKey('slack over http')}"]\n  polling: { casters: { on: false } }\n`;
    await stage.restart(PEOPLE_CONFIG + off);
    await stage.wait(MINUTE_MS, 1000);
    const [card] = cards('the program has stopped');
    expect(card?.text).toMatch(/CLOSED[^]*Airdesk/);
    expect(cards('CRITICAL .*the program has stopped')).toEqual([]);
  });

  it('one that expires within a day, then within the hour: one card that becomes worse', async () => {
    await open({ casters: [CASTER] }, 'polling: { casters: { everySeconds: 60 } }');
    const at = (ms: number) => Math.floor((stage.clock.now() + ms) / 1000);
    await stage.console.call('ModifyCaster', {
      CasterId: 7001,
      CasterName: 'studio',
      ExpireTime: at(90 * MINUTE_MS),
    });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards('WARNING .*the caster is about to expire')).toHaveLength(1);
    await stage.wait(40 * MINUTE_MS, 5000);
    expect(cards('CRITICAL .*the caster is about to expire')).toHaveLength(1);
    expect(cards('the caster is about to expire')).toHaveLength(1);
    await stage.console.call('ModifyCaster', {
      CasterId: 7001,
      CasterName: 'studio',
      ExpireTime: -1,
    });
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(cards('RECOVERED .*the caster is about to expire')).toHaveLength(1);
  });
});

describe('certificates', () => {
  it('30 days are left: told, and over when another one is bound', async () => {
    await open(
      {
        certificates: [
          {
            id: 'oldCert1',
            alias: 'play',
            names: ['*.example.com'],
            days: 30.02,
            domains: ['play.example.com'],
          },
          { id: 'newCert1', alias: 'next', names: ['*.example.com'], days: 365 },
        ],
      },
      'polling: { certificates: { everySeconds: 600 } }',
    );
    await stage.wait(15 * MINUTE_MS, 5000);
    expect(cards('certificate')).toEqual([]);
    await stage.wait(30 * MINUTE_MS, 5000);
    const [card, ...more] = cards('INFO domain play\\.example\\.com: its certificate is about to expire');
    expect(more).toEqual([]);
    expect(card?.text).toMatch(/expires: 2026-03-31/);
    await stage.console.call('ModifyLiveDomainCertBindings', {
      DomainInfos: [{ DomainName: 'play.example.com', Status: 1 }],
      CloudCertId: 'newCert1',
    });
    await stage.wait(20 * MINUTE_MS, 5000);
    expect(cards('RECOVERED domain play')).toHaveLength(1);
  });
});

describe('packages', () => {
  it('little is left, then next to nothing: told, and over when there is more', async () => {
    await open({}, 'polling: { packages: { everySeconds: 600 } }');
    await stage.wait(15 * MINUTE_MS, 10_000);
    expect(cards('package')).toEqual([]);
    stage.sandbox.package({ type: 0, leftPercent: 12 });
    await stage.wait(15 * MINUTE_MS, 10_000);
    await stage.until('a warning', () => cards('WARNING traffic package: nearly used up').length === 1);
    expect(cards('left: 1[12] %')).toHaveLength(1);
    stage.sandbox.package({ type: 0, leftPercent: 2 });
    await stage.wait(15 * MINUTE_MS, 10_000);
    await stage.until('a critical one', () => cards('CRITICAL traffic package').length === 1);
    stage.sandbox.package({ type: 0 });
    await stage.wait(15 * MINUTE_MS, 10_000);
    await stage.until('its end', () => cards('RECOVERED traffic package').length === 1);
  });
});

describe('deliveries of callbacks', () => {
  it('the cloud cannot deliver to another system: told, and over when it can', async () => {
    await open(
      { streams: [liveStream(NAME, LONG)] },
      'watched: []\npolling: { callbacks: { everySeconds: 120 } }',
    );
    const WORDS = 'the cloud cannot deliver callbacks';
    stage.sandbox.setCallback({ url: 'http://127.0.0.1:9/nobody', key: '' });
    stage.sandbox.cut({ ...stream('main'), errcode: 1 });
    await stage.wait(8 * MINUTE_MS, 1000);
    expect(cards(`WARNING account main: ${WORDS}`)).toHaveLength(1);
    stage.sandbox.setCallback(stage.callbacks());
    stage.sandbox.push(stream('main'));
    stage.sandbox.cut({ ...stream('main'), errcode: 1 });
    await stage.wait(10 * MINUTE_MS, 1000);
    stage.sandbox.push(stream('main'));
    stage.sandbox.cut({ ...stream('main'), errcode: 1 });
    await stage.wait(8 * MINUTE_MS, 1000);
    expect(cards(`RECOVERED account main: ${WORDS}`)).toHaveLength(1);
  });
});

describe('reports of monitors', () => {
  it('what is new in a report is told, what was in it before is not', async () => {
    await open(
      {
        streams: [liveStream(NAME, LONG)],
        monitors: [
          {
            params: {
              MonitorName: 'wall',
              OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
              InputList: [{ InputStreamName: 'main', InputDomain: 'push.example.com', InputApp: 'live' }],
              CheckStreamBroken: 1,
              AllowMonitorReport: 1,
            },
            running: true,
            broken: ['main is broken at some time before'],
          },
        ],
      },
      'watched: []\nrules: [{ name: quiet, match: { type: ["stream.*"] }, severity: none }]\npolling: { monitors: { on: true, everySeconds: 60 } }',
    );
    const WORDS = 'monitor lost an input';
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(cards(WORDS)).toEqual([]);
    stage.sandbox.cut({ ...stream('main'), errcode: 12, repushAfterMs: 2000 });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(cards(`WARNING .*${WORDS}`)).toHaveLength(1);
    expect(cards('main is broken at 2026')).toHaveLength(1);
    await stage.restart();
    await stage.wait(20 * MINUTE_MS, 1000);
    expect(cards(WORDS)).toHaveLength(1);
    expect(cards(`RECOVERED .*${WORDS}`)).toHaveLength(1);
  });
});
