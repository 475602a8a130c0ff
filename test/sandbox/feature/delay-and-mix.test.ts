import { describe, expect, it } from 'vitest';
import { NAME, STREAM } from '../account.ts';
import { createBench } from '../caller.ts';
import { faultsOf } from '../whole-answer.ts';

const DAY_MS = 86_400_000;

describe('a delay', () => {
  function stage() {
    const bench = createBench();
    const list = async () => {
      const { output } = await bench.call('DescribeLiveDelayInfoList', {});
      expect(faultsOf('DescribeLiveDelayInfoList', output)).toEqual([]);
      return output['DelayInfoList'];
    };
    const pushed = async () => {
      const { output } = await bench.call('DescribeLiveStreamOnlineList', {});
      return (output['OnlineInfo'] as { PushToDelay: number }[]).map(({ PushToDelay }) => PushToDelay);
    };
    return { ...bench, list, pushed };
  }

  it('is listed, lasts seven days, shows as expired for some time, and is gone', async () => {
    const { call, clock, list } = stage();
    await call('AddDelayLiveStream', { ...NAME, DelayTime: 30 });
    const info = {
      ...NAME,
      DelayInterval: 30,
      CreateTime: '2026-03-01T20:00:00Z',
      ExpireTime: '2026-03-08T20:00:00Z',
    };
    expect(await list()).toEqual([{ ...info, Status: 1 }]);
    clock.advance(7 * DAY_MS);
    expect(await list()).toEqual([{ ...info, Status: -1 }]);
    clock.advance(7 * DAY_MS);
    expect(await list()).toEqual([]);
  });

  it('holds from the next push on; another one takes its place', async () => {
    const { call, sandbox, list, pushed } = stage();
    sandbox.push(STREAM);
    await call('AddDelayLiveStream', { ...NAME, DelayTime: 30 });
    await call('AddDelayLiveStream', { ...NAME, DelayTime: 60, ExpireTime: '2026-03-02T08:00:00+08:00' });
    expect(await list()).toMatchObject([{ DelayInterval: 60, ExpireTime: '2026-03-02T00:00:00Z' }]);
    expect(await pushed()).toEqual([0]);
    sandbox.cut(STREAM);
    sandbox.push(STREAM);
    expect(await pushed()).toEqual([1]);
    await call('ResumeDelayLiveStream', NAME);
    expect(await list()).toEqual([]);
  });

  it.each([
    ['of no time', { DelayTime: 0 }],
    ['of more than ten minutes', { DelayTime: 601 }],
    ['that has expired', { ExpireTime: '2026-03-01T20:00:00Z' }],
    ['of more than seven days', { ExpireTime: '2026-03-08T20:00:01Z' }],
    ['of no stream', { StreamName: '' }],
  ])('%s is refused', async (_, given) => {
    const { codeOf } = stage();
    expect(await codeOf('AddDelayLiveStream', { ...NAME, DelayTime: 30, ...given })).toBe(
      'InvalidParameterValue',
    );
  });

  it('that is not there cannot be taken away', async () => {
    expect(await stage().codeOf('ResumeDelayLiveStream', NAME)).toBe('InternalError.ConfigNotExist');
  });
});

describe('a mix', () => {
  const input = (InputStreamName: string, ImageLayer: number, more: object = {}) => ({
    InputStreamName,
    LayoutParams: { ImageLayer, ...more },
  });
  const MIX = {
    MixStreamSessionId: 'evening',
    InputStreamList: [input('host', 1), input('guest', 2)],
    OutputParams: { OutputStreamName: 'talk', OutputStreamType: 1 },
  };

  function stage() {
    const bench = createBench();
    for (const stream of ['host', 'guest']) bench.sandbox.push({ ...STREAM, stream });
    const live = async () => {
      const { output } = await bench.call('DescribeLiveStreamOnlineList', {});
      return (output['OnlineInfo'] as { StreamName: string }[]).map(({ StreamName }) => StreamName);
    };
    return { ...bench, live };
  }

  it('puts out a new stream until it is cancelled', async () => {
    const { call, codeOf, live } = stage();
    expect((await call('CreateCommonMixStream', MIX)).code).toBeUndefined();
    expect(await live()).toEqual(['host', 'guest', 'talk']);
    expect((await call('CreateCommonMixStream', { ...MIX, MixStreamTemplateId: 20 })).code).toBeUndefined();
    expect(await live()).toHaveLength(3);
    const session = { MixStreamSessionId: 'evening' };
    expect(await codeOf('CancelCommonMixStream', session)).toBe('');
    expect(await live()).toEqual(['host', 'guest']);
    expect(await codeOf('CancelCommonMixStream', session)).toBe('InvalidParameter.CancelSessionNotExist');
  });

  it('ends with the last stream that goes in, or with its own push', async () => {
    const { call, codeOf, sandbox, live } = stage();
    await call('CreateCommonMixStream', MIX);
    sandbox.cut({ ...STREAM, stream: 'guest' });
    expect(await live()).toEqual(['host', 'talk']);
    sandbox.cut({ ...STREAM, stream: 'host' });
    expect(await live()).toEqual([]);
    sandbox.push({ ...STREAM, stream: 'host' });
    sandbox.push({ ...STREAM, stream: 'guest' });
    await call('CreateCommonMixStream', MIX);
    await call('DropLiveStream', { ...NAME, StreamName: 'talk' });
    expect(await codeOf('CancelCommonMixStream', { MixStreamSessionId: 'evening' })).toBe(
      'InvalidParameter.CancelSessionNotExist',
    );
  });

  it('on one of its inputs makes no new stream, and keeps its output', async () => {
    const { call, codeOf, live } = stage();
    await call('CreateCommonMixStream', { ...MIX, OutputParams: { OutputStreamName: 'host' } });
    expect(await live()).toEqual(['host', 'guest']);
    expect(await codeOf('CreateCommonMixStream', MIX)).toBe('InvalidParameter.SessionOutputStreamChanged');
  });

  it.each([
    ['a session with a dash', { MixStreamSessionId: 'a-b' }, 'InvalidParameter'],
    ['no input', { InputStreamList: [] }, 'InvalidParameter.InputNumLimitExceeded'],
    [
      'seventeen inputs',
      { InputStreamList: Array.from({ length: 17 }, (_, index) => input('host', index + 1)) },
      'InvalidParameter.InputNumLimitExceeded',
    ],
    [
      'two inputs of one layer',
      { InputStreamList: [input('host', 1), input('guest', 1)] },
      'InvalidParameter.InvalidLayerParam',
    ],
    [
      'a layer of 17',
      { InputStreamList: [input('host', 17), input('guest', 1)] },
      'InvalidParameter.InvalidLayerParam',
    ],
    [
      'a stream that is not live',
      { InputStreamList: [input('host', 1), input('nobody', 2)] },
      'FailedOperation.StreamNotExist',
    ],
    [
      'a picture that is no watermark',
      { InputStreamList: [input('host', 1), input('logo', 2, { InputType: 2, WatermarkId: 404 })] },
      'InvalidParameter.InvalidPictureID',
    ],
    ['a layout for three', { MixStreamTemplateId: 310 }, 'InvalidParameter.TemplateNotMatchInputNum'],
    [
      'a crop outside the picture',
      { InputStreamList: [{ ...input('host', 1), CropParams: { CropWidth: 2001 } }, input('guest', 2)] },
      'InvalidParameter.InvalidCropParam',
    ],
    [
      'an output that is live',
      { OutputParams: { OutputStreamName: 'taken', OutputStreamType: 1 } },
      'InvalidParameter.InvalidOutputStreamID',
    ],
    [
      'a new output named as an input',
      { OutputParams: { OutputStreamName: 'host', OutputStreamType: 1 } },
      'InvalidParameter.InvalidOutputStreamID',
    ],
    [
      'an old output that is no input',
      { OutputParams: { OutputStreamName: 'talk' } },
      'InvalidParameter.InvalidOutputType',
    ],
    [
      'too high a bitrate',
      { OutputParams: { ...MIX.OutputParams, OutputStreamBitRate: 10_001 } },
      'InvalidParameter.InvalidBitrate',
    ],
    ['a switch of 2', { ControlParams: { PassInputSei: 2 } }, 'InvalidParameter'],
  ])('%s is refused', async (_, given, code) => {
    const { codeOf, sandbox, live } = stage();
    sandbox.push({ ...STREAM, stream: 'taken' });
    expect(await codeOf('CreateCommonMixStream', { ...MIX, ...given })).toBe(code);
    expect(await live()).toHaveLength(3);
  });

  it('of pictures alone is pushed on the account’s first domain', async () => {
    const { call, live } = stage();
    const { output } = await call('AddLiveWatermark', {
      PictureUrl: 'https://media.example.com/logo.png',
      WatermarkName: 'logo',
    });
    const picture = { InputType: 2, WatermarkId: Number(output['WatermarkId']) };
    await call('CreateCommonMixStream', {
      ...MIX,
      InputStreamList: [input('logo', 1, picture), input('canvas', 2, { InputType: 3, Color: '0x000000' })],
    });
    expect(await live()).toContain('talk');
  });
});
