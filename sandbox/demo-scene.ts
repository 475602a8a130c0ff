import { demoTemplates } from './demo-templates.ts';
import { liveStream, sceneWith, type Scene, type SceneCaster } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const studio: SceneCaster = {
  params: {
    CasterName: 'evening-studio',
    Description: 'Evening programme',
    PgmWidth: 1920,
    PgmHeight: 1080,
    PgmFps: 50,
  },
  inputs: [
    {
      InputIndex: 1,
      InputType: 2,
      InputUrl: 'rtmp://play.example.com/live/main',
      Description: 'Main camera',
    },
    { InputIndex: 2, InputType: 2, InputUrl: 'rtmp://play.example.com/live/sports', Description: 'Stadium' },
    {
      InputIndex: 3,
      InputType: 1,
      InputUrls: ['https://media.example.com/opener.mp4'],
      Description: 'Opener',
    },
    {
      InputIndex: 4,
      InputType: 3,
      InputUrl: 'https://media.example.com/back-soon.png',
      Description: 'Back soon',
    },
  ],
  layouts: [
    { LayoutIndex: 1, LayoutTemplateId: 1, InputIndexList: '1' },
    { LayoutIndex: 2, LayoutTemplateId: 20, InputIndexList: '1|2' },
    { LayoutIndex: 3, LayoutTemplateId: 21, InputIndexList: '2|1' },
  ],
  pics: [
    {
      MarkPicIndex: 1,
      MarkPicUrl: 'https://media.example.com/logo.png',
      MarkPicWidth: 0.1,
      Description: 'Logo',
    },
  ],
  words: [{ MarkWordIndex: 1, MarkWordText: 'LIVE', MarkWordFontSize: 24 }],
  pgm: { LayoutIndex: 1, MarkPicIndexList: [1], MarkWordIndexList: [1] },
  pvw: { LayoutIndex: 2, MarkPicIndexList: [1] },
};

const spare: SceneCaster = {
  params: { CasterName: 'spare-studio', Description: 'Stands by' },
  inputs: [
    { InputIndex: 1, InputType: 0, InputUrl: 'rtmp://push.example.com/live/news', Description: 'News desk' },
  ],
  layouts: [{ LayoutIndex: 1, LayoutTemplateId: 1, InputIndexList: '1' }],
};

/**
 * What `npm start` begins with: a handful of streams (one with a backup, one forbidden, two of the same name),
 * two monitors, two casters, a pull task that makes the backup, a template and rule of each kind.
 */
export const demoScene: Scene = sceneWith({
  domains: [
    { name: 'push.example.com', type: 'push' },
    { name: 'push.example.net', type: 'push' },
    { name: 'play.example.com', type: 'play' },
  ],
  certificates: [
    { id: 'demoCert', alias: 'play', names: ['*.example.com'], days: 25, domains: ['play.example.com'] },
    { id: 'nextCert', alias: 'play, renewed', names: ['*.example.com'], days: 365 },
    { id: 'pastCert', alias: 'play, before', names: ['*.example.com'], days: -40 },
  ],
  hasPast: true,
  streams: [
    liveStream('push.example.com/live/main', { sinceMs: 3 * HOUR, repushAfterMs: 5000 }),
    liveStream(
      'push.example.com/live/sports',
      { sinceMs: 2 * HOUR, repushAfterMs: 8000 },
      { sinceMs: 2 * HOUR - MINUTE, source: '拉流转推(task-sports-backup)' },
    ),
    liveStream('push.example.com/live/news', { sinceMs: 40 * MINUTE, width: 1280, height: 720 }),
    // The same name on two domains: asking for `gala` alone is ambiguous.
    liveStream('push.example.com/live/gala', { sinceMs: 25 * MINUTE, repushAfterMs: 5000 }),
    liveStream('push.example.net/live/gala', { sinceMs: 20 * MINUTE, repushAfterMs: 5000 }),
  ],
  bans: [{ domain: 'push.example.com', app: 'live', stream: 'pirate', reason: 'Rights dispute', days: 3 }],
  // Its push broke off a while ago.
  pads: [{ domain: 'push.example.com', app: 'studio', stream: 'interview' }],
  templates: demoTemplates,
  monitors: [
    {
      params: {
        MonitorName: 'prime-time-wall',
        OutputInfo: { OutputStreamWidth: 1920, OutputStreamHeight: 1080 },
        InputList: [
          { InputStreamName: 'main', InputDomain: 'push.example.com', InputApp: 'live', Description: 'Main' },
          {
            InputStreamName: 'sports',
            InputDomain: 'push.example.com',
            InputApp: 'live',
            Description: 'Sports',
          },
        ],
        CheckStreamBroken: 1,
        CheckStreamLowFrameRate: 1,
        AllowMonitorReport: 1,
      },
    },
    {
      params: {
        MonitorName: 'news-watch',
        OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
        InputList: [{ InputStreamName: 'news', InputDomain: 'push.example.com', InputApp: 'live' }],
        CheckStreamBroken: 1,
        CheckStreamLowFrameRate: 1,
        AllowMonitorReport: 1,
      },
      running: true,
      audible: [1],
      lowFrameRate: ['news framerate is less than 10 fps'],
    },
  ],
  casters: [studio, spare],
  pulls: [
    {
      id: 'task-sports-backup',
      params: {
        SourceType: 'PullLivePushLive',
        SourceUrls: ['rtmp://stadium.example.com/live/feed'],
        DomainName: 'push.example.com',
        AppName: 'live',
        StreamName: 'sports',
        Operator: 'demo',
        Comment: 'stadium-feed',
      },
      sinceMs: 2 * HOUR,
      forMs: 20 * DAY,
      tellsAccount: true,
    },
  ],
});
