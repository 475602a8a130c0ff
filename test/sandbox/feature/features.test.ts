import { describe, expect, it } from 'vitest';
import { MODELLED } from '../../../sandbox/modelled.ts';
import { CASES, createTrial } from './feature-cases.ts';

describe.each(CASES)('$name', (given) => {
  const { name, least, usual, change, wrong, inUse, notThere, boundTwice, noRule } = given;

  it('has a handler for every action of its templates and rules', () => {
    expect(MODELLED).toEqual(expect.arrayContaining(Object.values(createTrial(given).feature.actions)));
  });

  it('a template is created with the usual values, read, changed and removed', async () => {
    const trial = createTrial(given);
    const id = await trial.made();
    expect(id).toBeGreaterThan(0);
    expect(await trial.show(id)).toMatchObject({ ...least, ...usual });
    await trial.modify(id, change);
    expect(await trial.show(id)).toMatchObject(change);
    const { one } = trial.feature.actions;
    if (one) {
      const { members } = trial.feature;
      const { output } = await trial.ask(one, { [members.id]: id });
      expect(output[members.one]).toEqual(await trial.show(id));
    }
    expect((await trial.remove(id)).code).toBeUndefined();
    expect(await trial.all()).toEqual([]);
  });

  it('what a change leaves out stays', async () => {
    const trial = createTrial(given);
    const id = await trial.made();
    const before = await trial.show(id);
    trial.bench.clock.advance(1000);
    await trial.modify(id, change);
    const after = await trial.show(id);
    const kept = Object.keys(before!).filter((member) => !(member in change) && member !== 'UpdateTime');
    for (const member of kept) expect([member, after![member]]).toEqual([member, before![member]]);
  });

  it.each(wrong)('%s is refused', async (_, params, code) => {
    const trial = createTrial(given);
    expect((await trial.create(params)).code).toBe(code);
    expect(await trial.all()).toEqual([]);
  });

  it('a template has a name, also after a change', async () => {
    const trial = createTrial(given);
    const id = await trial.made();
    const named = 'WatermarkName' in least ? 'WatermarkName' : 'TemplateName';
    expect((await trial.create({ [named]: '' })).code).toBeDefined();
    // Changing a transcode template takes no name.
    const code = (await trial.modify(id, { ...change, [named]: '' })).code;
    expect(code).toBe(name === 'transcode' ? 'UnknownParameter' : 'InvalidParameterValue');
    expect(await trial.show(id)).toMatchObject({ [named]: least[named] });
  });

  it('a template that is not there is refused by every action', async () => {
    const trial = createTrial(given);
    expect((await trial.modify(404, change)).code).toBe(notThere.modify);
    expect((await trial.remove(404)).code).toBe(notThere.remove);
    expect((await trial.bind(404)).code).toBe(notThere.bind);
  });

  it('is bound, listed and unbound; meanwhile the template stays', async () => {
    const trial = createTrial(given);
    const id = await trial.made();
    expect((await trial.bind(id)).code).toBeUndefined();
    expect(await trial.rules()).toEqual([
      {
        ...trial.place,
        TemplateId: id,
        // Beijing time: eight hours ahead of the clock.
        CreateTime: '2026-03-02 04:00:00',
        UpdateTime: '2026-03-02 04:00:00',
      },
    ]);
    expect((await trial.remove(id)).code).toBe(inUse);
    expect((await trial.bind(id)).code).toBe(boundTwice);
    expect((await trial.unbind(id, { DomainName: 'other.example.com' })).code).toBe(noRule);
    expect((await trial.unbind(id, { AppName: '' })).code).toBe(noRule);
    expect((await trial.unbind(id)).code).toBeUndefined();
    expect(await trial.rules()).toEqual([]);
    expect((await trial.remove(id)).code).toBeUndefined();
  });

  it('a domain of the other kind, or none, is refused', async () => {
    const trial = createTrial(given);
    const id = await trial.made();
    const other = trial.feature.domains === 'play' ? 'push.example.com' : 'play.example.com';
    expect((await trial.bind(id, { DomainName: other })).code).toBe('InvalidParameterValue');
    const code = (await trial.bind(id, { DomainName: 'https://push.example.com/live' })).code;
    expect(code).toBe(name === 'callback' ? 'InvalidParameterValue' : 'InvalidParameter.DomainFormatError');
  });

  it('takes so many templates and no more', async () => {
    const trial = createTrial(given);
    const { most } = trial.feature;
    for (let count = 0; count < most; count += 1) {
      trial.bench.clock.advance(1000);
      await trial.made(name === 'transcode' ? { TemplateName: `t${count}`, VideoBitrate: 0 } : {});
    }
    expect(await trial.all()).toHaveLength(most);
    expect((await trial.create({ ...least })).code).toBe('InternalError.ConfOutLimit');
  });
});

describe('transcoding', () => {
  const trialOf = () => createTrial(CASES.find(({ name }) => name === 'transcode')!);

  it('names are unique, bitrates become so', async () => {
    const trial = trialOf();
    await trial.made();
    expect((await trial.create()).code).toBe('InternalError.ProcessorAlreadyExist');
    const second = await trial.made({ TemplateName: 'hd' });
    expect(await trial.show(second)).toMatchObject({ VideoBitrate: 1501 });
  });

  it('a change without DRM takes DRM away', async () => {
    const trial = trialOf();
    const id = await trial.made({ DRMType: 'widevine', DRMTracks: 'AUDIO|HD' });
    await trial.modify(id, { Height: 720 });
    expect(await trial.show(id)).toMatchObject({ DRMType: '', DRMTracks: '', Height: 720 });
  });

  it('several templates are bound at one place, and listed by template and domain', async () => {
    const trial = trialOf();
    const [first, second] = [await trial.made(), await trial.made({ TemplateName: 'sd', VideoBitrate: 800 })];
    await trial.bind(first);
    await trial.bind(second);
    const listed = async (params: object) =>
      ((await trial.ask('DescribeLiveTranscodeRules', { ...params })).output['Rules'] as object[]).length;
    expect(await listed({})).toBe(2);
    expect(await listed({ TemplateIds: [second] })).toBe(1);
    expect(await listed({ DomainNames: ['other.example.com'] })).toBe(0);
  });

  it('a rule names no stream', async () => {
    const trial = trialOf();
    const id = await trial.made();
    expect((await trial.bind(id, { StreamName: 'main' })).code).toBe('InvalidParameterValue');
  });
});

it('a domain takes one snapshot template', async () => {
  const trial = createTrial(CASES.find(({ name }) => name === 'snapshot')!);
  const [first, second] = [await trial.made(), await trial.made()];
  await trial.bind(first);
  expect((await trial.bind(first, { StreamName: 'sports' })).code).toBeUndefined();
  expect((await trial.bind(second, { StreamName: 'news' })).code).toBe('FailedOperation.RuleAlreadyExist');
});

it('watermarks are listed in pages and by name, and say whether they are used', async () => {
  const trial = createTrial(CASES.find(({ name }) => name === 'watermark')!);
  const ids = [];
  for (const WatermarkName of ['logo', 'clock', 'live']) ids.push(await trial.made({ WatermarkName }));
  await trial.bind(ids[1]!);
  const listed = async (params: object) => (await trial.ask('DescribeLiveWatermarks', { ...params })).output;
  expect(await listed({ PageNo: 2, PageSize: 2 })).toMatchObject({
    TotalNum: 3,
    WatermarkList: [{ WatermarkName: 'live', Status: 0 }],
  });
  expect(await listed({ Name: 'clock' })).toMatchObject({ TotalNum: 1, WatermarkList: [{ Status: 1 }] });
  expect((await trial.ask('DescribeLiveWatermarks', { PageNo: 0 })).code).toBe('InvalidParameterValue');
});
