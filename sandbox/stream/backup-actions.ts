import { ApiError } from '../api-error.ts';
import { utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { groupOf } from './push.ts';

/** The actions of the group backup: the upstreams of a stream, and which of them is seen. */
export const backupActions: Handlers<
  'DescribeBackupStreamList' | 'SwitchBackupStream' | 'EnableOptimalSwitching'
> = {
  DescribeBackupStreamList(world, params) {
    const groups = [...world.streams.groups.values()].filter(
      (group) => (params.StreamName || group.stream) === group.stream,
    );
    return {
      StreamInfoList: groups.map((group) => ({
        StreamName: group.stream,
        OptimalEnable: group.optimal ? 1 : 0,
        HostGroupName: group.hostGroup,
        BackupList: group.upstreams.map((upstream) => ({
          DomainName: upstream.domain,
          AppName: upstream.app,
          PublishTime: utcText(upstream.since),
          UpstreamSequence: upstream.sequence,
          SourceFrom: upstream.source,
          MasterFlag: upstream.sequence === group.main ? 1 : 0,
        })),
      })),
    };
  },

  /**
   * The target must be a push that runs now: every push has a sequence of its own, also the same encoder's next one.
   * What optimal switching would do to the choice afterwards is not modelled.
   */
  SwitchBackupStream(world, params) {
    const name = { domain: params.PushDomainName, app: params.AppName, stream: params.StreamName };
    const group = groupOf(world, name);
    const target = group?.upstreams.find((upstream) => upstream.sequence === params.UpstreamSequence);
    if (!group || !target)
      throw new ApiError(
        'FailedOperation',
        `UpstreamSequence ${params.UpstreamSequence} is no running upstream of stream ${params.StreamName}.`,
      );
    world.later(world.effectDelayMs, () => {
      if (group.upstreams.includes(target)) group.main = target.sequence;
    });
    return {};
  },

  /** Documents no errors of its own; a stream that is not live cannot be switched and fails [I]. */
  EnableOptimalSwitching(world, params) {
    const groups = [...world.streams.groups.values()].filter(
      (group) =>
        group.stream === params.StreamName && (params.HostGroupName || group.hostGroup) === group.hostGroup,
    );
    const enable = Number(params.EnableSwitch ?? 1);
    if (enable !== 0 && enable !== 1)
      throw new ApiError('InvalidParameterValue', 'EnableSwitch must be 0 or 1.');
    if (groups.length === 0)
      throw new ApiError('FailedOperation', `Stream ${params.StreamName} is not live.`);
    for (const group of groups) group.optimal = enable === 1;
    return {};
  },
};
