import type { Shows } from '../../src/panel/panel.ts';
import type { Answers } from './asking.ts';

const counted = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

const STREAMS = counted(8).map((at) => ({ domain: 'push.example.com', app: 'live', stream: `stream-${at}` }));

/** As much as a panel can be asked to show: every stream with a backup, every caster and monitor with much to do. */
export const SHOWN_MOST: { readonly answers: Answers; readonly shows: Shows } = {
  shows: { streams: STREAMS, casters: 'all', monitors: 'all' },
  answers: {
    DescribeLiveStreamOnlineList: () => ({
      OnlineInfo: STREAMS.map(({ domain, app, stream }) => ({
        DomainName: domain,
        AppName: app,
        StreamName: stream,
        PublishTimeList: [{ PublishTime: '2026-03-01T19:00:00Z' }],
      })),
      TotalNum: STREAMS.length,
      TotalPage: 1,
      PageNum: 1,
      PageSize: 100,
    }),
    DescribeBackupStreamList: () => ({
      StreamInfoList: STREAMS.map(({ domain, app, stream }, index) => ({
        StreamName: stream,
        HostGroupName: 'g',
        BackupList: counted(4).map((at) => ({
          DomainName: domain,
          AppName: app,
          UpstreamSequence: `71031234567890${index}${at}`,
          MasterFlag: at === 1 ? 1 : 0,
          SourceFrom: at === 1 ? '直推流' : `拉流转推(task-${at})`,
          PublishTime: '2026-03-01T19:00:00Z',
        })),
      })),
    }),
    DescribeCasterList: () => ({
      CasterList: counted(9).map((at) => ({ CasterId: 100 + at, CasterName: `caster-${at}`, Status: 3 })),
      Total: 9,
    }),
    DescribeCasterDisplayInfo: () => ({
      Status: 3,
      StartLiveTime: 1_772_390_000,
      PvwDisplayInfo: { LayoutIndex: 2, LayoutIndexType: 0 },
      PgmDisplayInfo: { LayoutIndex: 1, LayoutIndexType: 0 },
    }),
    DescribeCasterInputInfos: () => ({ InputInfos: [] }),
    DescribeCasterLayoutInfos: () => ({
      LayoutInfos: counted(30).map((at) => ({ LayoutIndex: at, LayoutTemplateId: 1, InputIndexList: '1' })),
    }),
    DescribeLiveStreamMonitorList: () => ({
      LiveStreamMonitors: counted(7).map((at) => ({
        MonitorId: `m${at}`,
        MonitorName: at === 2 ? 'monitor two' : `monitor-${at}`,
        Status: at % 2,
      })),
      TotalNum: 7,
    }),
  },
};
