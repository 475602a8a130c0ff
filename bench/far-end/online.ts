/** Three streams, as DescribeLiveStreamOnlineList answers. */
export const ONLINE = JSON.stringify({
  Response: {
    TotalNum: 3,
    TotalPage: 1,
    PageNum: 1,
    PageSize: 20,
    OnlineInfo: ['main', 'backup', 'cam2'].map((name) => ({
      StreamName: name,
      AppName: 'live',
      DomainName: 'push.example.com',
      PublishTimeList: [{ PublishTime: '2026-01-01T10:00:00Z' }],
      PushStreamDelay: 0,
    })),
    RequestId: '3c140219-cfe9-470e-b241-907877d6fb03',
  },
});
