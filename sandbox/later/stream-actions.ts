import { ApiError } from '../api-error.ts';
import { findCaster } from '../caster/find.ts';
import { utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { stopPadding } from '../on-air/padding.ts';
import { pageOf } from '../page.ts';
import { requirePull } from '../pull/find.ts';
import { isSameStream, type StreamName } from '../stream/streams.ts';
import { answer } from './filled.ts';
import { all, change, keep } from './kept.ts';

const MINUTE = 60_000;

/** What came to streams, casters and pull tasks after the document. Inferred from the client's names. */
export const laterStreamActions: Handlers<
  | 'DescribeLivePadStreamList'
  | 'StartLivePadStream'
  | 'StopLivePadStream'
  | 'SwitchCasterToEmergency'
  | 'DescribeCasterEmergencyStatus'
  | 'InsertTaskTemporaryFiles'
  | 'DescribePullTransformPushInfoList'
  | 'ModifyOriginStreamInfo'
  | 'CloseSourceStream'
  | 'DescribeOriginStreamInfo'
> = {
  DescribeLivePadStreamList(world, params) {
    const { DomainName = '', AppName = '', StreamName = '' } = params;
    const pads = world.streams.pads.filter(
      ({ domain, app, stream }) =>
        ['', domain].includes(DomainName) && ['', app].includes(AppName) && ['', stream].includes(StreamName),
    );
    const { items, numbers } = pageOf(pads, params, 1);
    return answer('DescribeLivePadStreamList', {
      ...numbers,
      StreamInfoList: items.map(({ domain, app, stream }) => ({
        ...{ DomainName: domain, AppName: app, StreamName: stream, PadStreamType: '1' },
        PublishTime: utcText(world.clock.now()),
      })),
    });
  },
  StartLivePadStream(world, params) {
    const name = padName(params);
    if (!world.streams.pads.some((pad) => isSameStream(pad, name)))
      world.streams.pads = [...world.streams.pads.slice(-9_999), name];
    return {};
  },
  StopLivePadStream(world, params) {
    if (!stopPadding(world, padName(params)))
      throw new ApiError('InvalidParameterValue', 'This stream is not padded.');
    return {};
  },
  SwitchCasterToEmergency(world, { CasterId }) {
    const caster = findCaster(world, 'SwitchCasterToEmergency', CasterId);
    if (!caster.pgm) throw new ApiError('FailedOperation', `Caster ${CasterId} has no PGM.`);
    const id = String(CasterId);
    if (!world.emergencies.delete(id)) world.emergencies.add(id);
    return { EmergencyStatus: world.emergencies.has(id) ? 1 : 0 };
  },
  DescribeCasterEmergencyStatus(world, { CasterId }) {
    const caster = findCaster(world, 'DescribeCasterEmergencyStatus', CasterId);
    // What is on air in its place ends with PGM.
    if (!caster.pgm) world.emergencies.delete(String(CasterId));
    return { EmergencyStatus: world.emergencies.has(String(CasterId)) ? 1 : 0 };
  },
  InsertTaskTemporaryFiles(world, { TaskId, TemporaryFiles }) {
    requirePull(world, { TaskId });
    if (TemporaryFiles.length === 0) throw new ApiError('InvalidParameterValue', 'TemporaryFiles is empty.');
    return {};
  },
  DescribePullTransformPushInfoList(world, { StartTime, EndTime, TaskId }) {
    const { run } = requirePull(world, { TaskId });
    const [from, to] = [Date.parse(StartTime), Date.parse(EndTime)];
    if (!(to > from) || to - from > 24 * 60 * MINUTE)
      throw new ApiError('InvalidParameterValue', 'StartTime to EndTime must be within a day.');
    const since = Math.max(from, run ? run.since : Number.POSITIVE_INFINITY);
    const minutes = Math.max(0, Math.floor((Math.min(to, world.clock.now()) - since) / MINUTE));
    return answer('DescribePullTransformPushInfoList', {
      DataInfoList: Array.from({ length: minutes }, (_, index) => ({
        ...{ VideoFps: 25, AudioFps: 47, VideoRate: 3_000_000, AudioRate: 128_000, StreamFlag: 'main' },
        Time: utcText(since + index * MINUTE),
      })),
    });
  },
  ModifyOriginStreamInfo(world, params) {
    const [known] = all(world, 'origin', { DomainName: params.DomainName });
    const kept = { ...params, Status: 1 };
    if (known) change(world, 'origin', String(known['OriginId']), kept);
    else keep(world, 'origin', 'OriginId', kept);
    return {};
  },
  CloseSourceStream(world, { DomainName }) {
    const [known] = all(world, 'origin', { DomainName });
    if (!known) throw new ApiError('InvalidParameterValue', `${DomainName} pulls from no origin.`);
    change(world, 'origin', String(known['OriginId']), { Status: 3 });
    return {};
  },
  DescribeOriginStreamInfo(world, { DomainName }) {
    const [known = { DomainName, Status: 3 }] = all(world, 'origin', { DomainName });
    return answer('DescribeOriginStreamInfo', known);
  },
};

function padName(params: { PushDomainName: string; AppName: string; StreamName: string }): StreamName {
  return { domain: params.PushDomainName, app: params.AppName, stream: params.StreamName };
}
