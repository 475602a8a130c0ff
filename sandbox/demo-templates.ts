import type { SceneTemplate } from './scene.ts';

const PUSH = 'push.example.com';

/**
 * A template and a rule of each kind. What tells of itself (recordings, pictures, padding) is bound to the path `studio`,
 * where nothing is pushed at the start: a push there shows it.
 */
export const demoTemplates: readonly SceneTemplate[] = [
  {
    feature: 'transcode',
    params: {
      TemplateName: '720p',
      Description: 'Phones',
      Vcodec: 'h264',
      VideoBitrate: 1500,
      Height: 720,
      Gop: 2,
    },
    at: [{ domain: 'play.example.com', app: 'live' }],
  },
  {
    feature: 'record',
    params: {
      TemplateName: 'evening-archive',
      Description: 'Everything from the studio, kept for a year',
      Mp4Param: { Enable: 1, RecordInterval: 3600, StorageTime: 365 * 86_400 },
      HlsParam: { Enable: 1, StorageTime: 365 * 86_400 },
      HlsSpecialParam: { FlowContinueDuration: 60 },
    },
    at: [{ domain: PUSH, app: 'studio' }],
  },
  {
    feature: 'snapshot',
    params: {
      TemplateName: 'studio-stills',
      SnapshotInterval: 60,
      CosAppId: 1250000000,
      CosBucket: 'stills',
      CosRegion: 'ap-guangzhou',
    },
    at: [{ domain: PUSH, app: 'studio' }],
  },
  {
    feature: 'watermark',
    params: {
      WatermarkName: 'station-logo',
      PictureUrl: 'https://media.example.com/logo.png',
      XPosition: 85,
      YPosition: 5,
      Width: 10,
    },
    at: [{ domain: PUSH, app: 'live', stream: 'news' }],
  },
  {
    feature: 'callback',
    params: {
      TemplateName: 'rehearsal-desk',
      Description: 'Rehearsals-tell-nobody',
      // A port of this machine on which nothing listens.
      StreamBeginNotifyUrl: 'http://127.0.0.1:9/callbacks',
      StreamEndNotifyUrl: 'http://127.0.0.1:9/callbacks',
    },
    at: [{ domain: PUSH, app: 'rehearsal' }],
  },
  {
    feature: 'timeshift',
    params: { TemplateName: 'two-hours-back', Duration: 7200 },
    at: [{ domain: 'push.example.net', app: 'live', stream: 'gala' }],
  },
  {
    feature: 'pad',
    params: {
      TemplateName: 'back-soon',
      Url: 'https://media.example.com/back-soon.png',
      WaitDuration: 3000,
      MaxDuration: 600_000,
    },
    at: [{ domain: PUSH, app: 'studio' }],
  },
];
