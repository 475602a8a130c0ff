/** The vendor's own Node client against the sandbox: every action on templates, rules, tasks, delays and mixes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import type { Feature } from '../../sandbox/feature/feature.ts';
import { FEATURES } from '../../sandbox/feature/table/features.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { sceneWith } from '../../sandbox/scene.ts';
import { CASES } from '../sandbox/feature/feature-cases.ts';
import { faultsOf } from '../sandbox/whole-answer.ts';
import { createVendor, isVendorInstalled } from './vendor.ts';

const KEYS = { secretId: 'AKIDvendor', secretKey: 'vendor-test-key' };
const GROUPS = 'transcode record screenshot watermark callback time-shift pad mix delay'.split(' ');
const NAME = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
const STREAM = { domain: 'push.example.com', app: 'live', stream: 'main' };

describe.skipIf(!isVendorInstalled)('the vendor’s client', () => {
  const called = new Set<string>();
  let sandbox: Sandbox;
  let vendor: ReturnType<typeof createVendor>;

  beforeAll(async () => {
    sandbox = createSandbox({ clock: systemClock, seed: 3, ...KEYS, scene: sceneWith({}) });
    const { origin } = await sandbox.listen({ port: 0 });
    vendor = createVendor(origin, KEYS);
  });
  afterAll(() => sandbox.close());

  /** A good answer is whole: every documented field, of its type. */
  async function call(action: string, params: object = {}): Promise<Record<string, unknown>> {
    called.add(action);
    const { RequestId, ...output } = await vendor(action, params);
    expect(RequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(faultsOf(action, output)).toEqual([]);
    return output;
  }

  async function refused(action: string, params: object): Promise<string> {
    called.add(action);
    return vendor(action, params).then(
      () => '',
      (error: unknown) => (error as { code: string }).code,
    );
  }

  function placeOf({ name, domains, noStreams }: Feature) {
    const place = {
      DomainName: domains === 'play' ? 'play.example.com' : 'push.example.com',
      AppName: 'live',
    };
    return name === 'callback' ? place : { ...place, StreamName: noStreams ? '' : 'main' };
  }

  it.each(CASES)(
    '$name: create, read, change, bind, use, unbind, remove',
    async ({ name, least, change, inUse }) => {
      const feature = FEATURES[name];
      const { create, one, all, modify, bind, rules, unbind, remove } = feature.actions;
      const { id: member, one: single, all: list } = feature.members;
      const id = (await call(create, least))[member];
      if (one) expect((await call(one, { [member]: id }))[single]).toMatchObject(least);
      await call(modify, { [member]: id, ...change });
      expect((await call(all))[list]).toMatchObject([{ [member]: id, ...change }]);
      const place = placeOf(feature);
      await call(bind, { ...place, TemplateId: id });
      expect((await call(rules))['Rules']).toMatchObject([{ ...place, TemplateId: id }]);
      sandbox.push(STREAM);
      expect(sandbox.state()).toMatchObject({ under: { 'push.example.com/live/main': { [name]: [id] } } });
      sandbox.cut(STREAM);
      expect(await refused(remove, { [member]: id })).toBe(inUse);
      const withTemplate = name === 'transcode' || name === 'pad';
      await call(unbind, { ...place, ...(withTemplate && { TemplateId: id }) });
      await call(remove, { [member]: id });
      expect((await call(all))[list]).toEqual([]);
    },
  );

  it.each(['Record', 'Screenshot'])('%s tasks', async (noun) => {
    sandbox.push(STREAM);
    const now = Math.floor(systemClock.now() / 1000);
    const { TaskId } = await call(`Create${noun}Task`, { ...NAME, EndTime: now + 3600, TemplateId: 0 });
    const listed = async () =>
      (await call(`Describe${noun}Task`, { StartTime: now - 3600, EndTime: now + 7200 }))['TaskList'];
    expect(await listed()).toMatchObject([{ TaskId, ...NAME, Stopped: 0 }]);
    await call(`Stop${noun}Task`, { TaskId });
    expect(await listed()).toMatchObject([{ TaskId, Stopped: expect.any(Number) as number }]);
    await call(`Delete${noun}Task`, { TaskId });
    expect(await listed()).toEqual([]);
    expect(await refused(`Stop${noun}Task`, { TaskId })).toBe('InvalidParameter');
    sandbox.cut(STREAM);
  });

  it('time shift of a stream', async () => {
    const { TemplateId } = await call('CreateLiveTimeShiftTemplate', {
      TemplateName: 'hour',
      Duration: 3600,
    });
    await call('CreateLiveTimeShiftRule', { ...NAME, TemplateId });
    sandbox.push(STREAM);
    sandbox.cut(STREAM);
    const now = Math.floor(systemClock.now() / 1000);
    const span = { StartTime: now - 60, EndTime: now + 60 };
    expect((await call('DescribeTimeShiftStreamList', span))['TotalSize']).toBeGreaterThan(0);
    const stream = { Domain: 'push.example.com', AppName: 'live', StreamName: 'main' };
    const detail = await call('DescribeTimeShiftRecordDetail', { ...stream, ...span });
    expect(detail['RecordList']).not.toEqual([]);
    await call('DeleteLiveTimeShiftRule', NAME);
    await call('DeleteLiveTimeShiftTemplate', { TemplateId });
  });

  it('padding of a stream', async () => {
    const where = { AppName: 'live', PushDomainName: 'push.example.com' };
    const { TemplateId } = await call('CreateLivePadTemplate', {
      TemplateName: '马上回来',
      Url: 'https://media.example.com/back-soon.png',
    });
    await call('CreateLivePadRule', { ...NAME, TemplateId });
    sandbox.push(STREAM);
    sandbox.cut(STREAM);
    expect(await call('DescribeLivePadProcessorList', where)).toEqual({ StreamNameList: ['main'] });
    await call('StopLivePadProcessor', { ...where, StreamName: 'main' });
    expect(await call('DescribeLivePadProcessorList', where)).toEqual({ StreamNameList: [] });
    await call('DeleteLivePadRule', { ...NAME, TemplateId });
    await call('DeleteLivePadTemplate', { TemplateId });
  });

  it('a delay', async () => {
    await call('AddDelayLiveStream', { ...NAME, DelayTime: 60 });
    const { DelayInfoList } = await call('DescribeLiveDelayInfoList');
    expect(DelayInfoList).toMatchObject([{ ...NAME, DelayInterval: 60, Status: 1 }]);
    await call('ResumeDelayLiveStream', NAME);
    expect(await call('DescribeLiveDelayInfoList')).toEqual({ DelayInfoList: [] });
  });

  it('a mix', async () => {
    for (const stream of ['host', 'guest']) sandbox.push({ ...STREAM, stream });
    const MixStreamSessionId = 'evening_talk';
    await call('CreateCommonMixStream', {
      MixStreamSessionId,
      MixStreamTemplateId: 20,
      InputStreamList: [
        { InputStreamName: 'host', LayoutParams: { ImageLayer: 1 } },
        { InputStreamName: 'guest', LayoutParams: { ImageLayer: 2 } },
      ],
      OutputParams: { OutputStreamName: 'talk', OutputStreamType: 1 },
    });
    const state = async () =>
      (await vendor('DescribeLiveStreamState', { ...NAME, StreamName: 'talk' }))['StreamState'];
    expect(await state()).toBe('active');
    await call('CancelCommonMixStream', { MixStreamSessionId });
    expect(await state()).toBe('inactive');
  });

  it('what is retired names what to call instead', async () => {
    for (const action of ['CreateLiveRecord', 'StopLiveRecord', 'DeleteLiveRecord'])
      await expect(vendor(action, {})).rejects.toMatchObject({
        code: 'ActionOffline',
        message: expect.stringContaining('RecordTask') as string,
      });
  });

  it('has called every action of these groups', () => {
    const wanted = Object.keys(actions).filter(
      (action) => GROUPS.includes(actions[action]?.group ?? '') && !actions[action]?.retired,
    );
    expect(wanted.filter((action) => !called.has(action))).toEqual([]);
    expect(wanted).toHaveLength(70);
  });
});
