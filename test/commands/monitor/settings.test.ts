import { describe, expect, it } from 'vitest';
import type { LiveStreamMonitorInfo } from '../../../src/live/catalogue/types.generated.ts';
import type { Live } from '../../../src/live/live.ts';
import { createAsker, createFakeLive, textOf } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const ENDPOINTS = [{ account: 'main', token: 'token-of-main', key: 'key-of-main' }];
const OUR = 'https://airdesk.example.com/callbacks/live/token-of-main';
const SETTINGS = { endpoints: ENDPOINTS, callbackOrigin: 'https://airdesk.example.com' };

function wall(parts: Partial<LiveStreamMonitorInfo> = {}): LiveStreamMonitorInfo {
  return {
    ...{ MonitorId: 'm-1', MonitorName: 'wall', Status: 0, StartTime: 0, StopTime: 0 },
    OutputInfo: { OutputStreamWidth: 1920, OutputStreamHeight: 1080, OutputStreamName: 'wall_out' },
    InputList: [
      {
        ...{
          InputStreamName: 'main',
          InputDomain: 'push.example.com',
          InputApp: 'live',
          Description: 'Main',
        },
        InputUrl: 'rtmp://x/y?txSecret=5e1f',
      },
      { InputStreamName: 'news', InputDomain: 'push.example.com', InputApp: 'live' },
    ],
    NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: 'https://hook.example.com/?token=5e1f' },
    ...{ CheckStreamBroken: 1, CheckStreamLowFrameRate: 1, AllowMonitorReport: 1 },
    ...parts,
  };
}

function cloud(monitors: LiveStreamMonitorInfo[]) {
  const find = (id: string) => monitors.find(({ MonitorId }) => MonitorId === id)!;
  return createFakeLive({
    ...streamAnswers([onAir('push.example.com/live/main'), onAir('push.example.com/live/news')]),
    DescribeLiveDomains: () => ({
      ...{ AllCount: 2, CreateLimitCount: 9, PlayTypeCount: [] },
      DomainList: [
        { Name: 'push.example.com', Type: 0, Status: 1 },
        { Name: 'play.example.com', Type: 1, Status: 1 },
      ] as never,
    }),
    DescribeLiveStreamMonitorList: () => ({ TotalNum: monitors.length, LiveStreamMonitors: [...monitors] }),
    DescribeLiveStreamMonitor: ({ MonitorId }) => ({ LiveStreamMonitor: { ...find(MonitorId) } }),
    CreateLiveStreamMonitor(params) {
      monitors.push({ ...params, MonitorId: 'm-9', Status: 0 });
      return { MonitorId: 'm-9' };
    },
    ModifyLiveStreamMonitor({ MonitorId, ...params }) {
      Object.assign(find(MonitorId), params);
      return {};
    },
    DeleteLiveStreamMonitor({ MonitorId }) {
      monitors.splice(monitors.indexOf(find(MonitorId)), 1);
      return {};
    },
    DescribeCasterList: () => ({ CasterList: [{ CasterId: 7, CasterName: 'studio', Status: 1 }] as never }),
    DescribeCasterPlayUrl: ({ PlayUrlType }) => ({
      PlayUrl: PlayUrlType === 3 ? 'http://play.example.com/caster/7_pgm.flv?txSecret=5e1f' : '',
      WebRTCPlayUrl: '',
    }),
    DescribeLivePullStreamTasks: () => ({
      ...{ PageNum: 1, PageSize: 20, TotalPage: 1, TotalNum: 1, LimitTaskNum: 200 },
      TaskInfos: [
        {
          TaskId: '71',
          Comment: 'stadium',
          DomainName: 'push.example.com',
          AppName: 'live',
          StreamName: 'main',
        },
      ],
    }),
  });
}

const sent = (live: ReturnType<typeof cloud>, action: string) =>
  live.calls.find((call) => call.action === action)?.params;

describe('monitor add', () => {
  it('sends what was asked for and what is usual, and keeps no address of ours', async () => {
    const live = cloud([]);
    const acted = await createAsker(live, SETTINGS).act(
      'monitor add evening main,push.example.com/live/news broken,speech language=en',
    );
    expect(sent(live, 'CreateLiveStreamMonitor')).toEqual({
      MonitorName: 'evening',
      OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
      InputList: [
        { InputStreamName: 'main', InputDomain: 'push.example.com', InputApp: 'live' },
        { InputStreamName: 'news', InputDomain: 'push.example.com', InputApp: 'live' },
      ],
      NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: OUR },
      ...{ CheckStreamBroken: 1, CheckStreamLowFrameRate: 0, AiFormatDiagnose: 0, AiQualityControl: 0 },
      ...{ AsrLanguage: 2, OcrLanguage: 0, AiAsrInputIndexList: [1, 2], AllowMonitorReport: 1 },
    });
    expect(acted.verified.seen).toBe(true);
    expect(JSON.stringify(acted)).not.toContain('token-of-main');
  });

  it('takes inputs with spaces behind commas, Chinese commas, and Chinese words', async () => {
    const live = cloud([]);
    await createAsker(live, { ...SETTINGS, language: 'zh-CN' }).act(
      '监播 添加 晚间 main， news 检测:断流、文字 通知:无',
    );
    expect(sent(live, 'CreateLiveStreamMonitor')).toMatchObject({
      ...{ MonitorName: '晚间', OcrLanguage: 1, AiOcrInputIndexList: [1, 2], CheckStreamBroken: 1 },
      NotifyPolicy: { NotifyPolicyType: 0 },
    });
  });

  it('watches PGM of a caster while it runs, and what a pull task pushes', async () => {
    const live = cloud([]);
    const asker = createAsker(live, SETTINGS);
    const { preview } = await asker.act('monitor add pgm caster:studio');
    expect(sent(live, 'CreateLiveStreamMonitor')).toMatchObject({
      CasterId: '7',
      InputList: [{ InputStreamName: '7_pgm', CasterInputIndex: 10001, Description: 'PGM' }],
    });
    expect(JSON.stringify(preview)).not.toContain('5e1f');
    const other = cloud([]);
    await createAsker(other, SETTINGS).act('monitor add feed task:stadium');
    expect(sent(other, 'CreateLiveStreamMonitor')).toMatchObject({
      ...{ PullPushTaskId: '71', InputList: [{ InputStreamName: 'main' }] },
    });
  });

  it('says what it will not do: nobody told, nothing checked, not pushed, too small', async () => {
    const preview = await createAsker(cloud([])).preview(
      'monitor add quiet main,push.example.com/live/later none size:80x60',
    );
    const text = textOf(preview);
    expect(text).toMatch(/It checks nothing/);
    expect(text).toMatch(/Its findings go nowhere/);
    expect(text).toMatch(/Not pushed now: push\.example\.com\/live\/later/);
    expect(text).toMatch(/less than 100 px/);
  });

  it.each([
    ['monitor add wall main', /There is a monitor "wall" already/],
    [`monitor add ${'晚'.repeat(64)} main`, /name cannot be/],
    ['monitor add x main size:1921x1080', /size cannot be/],
    ['monitor add x main,main', /each stream once/],
    ['monitor add x play.example.com/live/main', /push domains of this account that are on/],
    ['monitor add x push.example.com/live/odd+name', /names of letters, digits/],
    ['monitor add x main checks:broken language=en', /language is for speech/],
    ['monitor add x main notify:airdesk', /does not know under which host|takes no callbacks/],
    ['monitor add x main output:play.example.com/live/a/b', /output cannot be/],
  ])('%s is refused, naming what does not fit', async (line, words) => {
    const live = cloud([wall()]);
    const refusal = await createAsker(live)
      .refusal(line)
      .catch((error: unknown) => String(error));
    const text = typeof refusal === 'string' ? refusal : `${refusal.title.en} ${refusal.hint.en}`;
    expect(text).toMatch(words);
    expect(live.writes()).toEqual([]);
  });
});

describe('monitor set', () => {
  it('sends the whole, changes nothing but what was given, and keeps what it may not keep at the cloud alone', async () => {
    const live = cloud([wall()]);
    const acted = await createAsker(live).act('monitor set wall size:1280x720');
    expect(sent(live, 'ModifyLiveStreamMonitor')).toMatchObject({
      ...{ MonitorId: 'm-1', MonitorName: 'wall', CheckStreamBroken: 1, CheckStreamLowFrameRate: 1 },
      OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720, OutputStreamName: 'wall_out' },
      NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: 'https://hook.example.com/?token=5e1f' },
      InputList: wall().InputList,
    });
    expect(acted.verified.seen).toBe(true);
    expect(JSON.stringify(acted)).not.toContain('5e1f');
    expect(acted.undo?.command).toBe('monitor return');
  });

  it('goes to a region that the document has for it', async () => {
    const live = cloud([wall()]);
    const regions: (string | undefined)[] = [];
    const noting: Live = {
      call(action, params, options) {
        if (action === 'ModifyLiveStreamMonitor') regions.push(options?.region);
        return live.call(action, params);
      },
    };
    await createAsker(noting).act('monitor set wall size:1280x720');
    const accounts = { main: { region: 'ap-hongkong' }, other: {} };
    await createAsker(noting, { config: { accounts } }).act('monitor set wall size:1920x1080');
    expect(regions).toEqual(['ap-beijing', undefined]);
  });

  it('keeps the chosen inputs of speech where others come and go', async () => {
    const live = cloud([wall({ AsrLanguage: 1, AiAsrInputIndexList: [2] })]);
    await createAsker(live).act('monitor set wall push.example.com/live/news,push.example.com/live/main');
    expect(sent(live, 'ModifyLiveStreamMonitor')).toMatchObject({ AsrLanguage: 1, AiAsrInputIndexList: [1] });
  });

  it('tells in red who is told no more, and what is not looked for any more', async () => {
    const asker = createAsker(cloud([wall()]), SETTINGS);
    const preview = await asker.preview('monitor set wall checks:lowfps notify:airdesk');
    expect(preview.lines.filter((line) => line.startsWith('🔴'))).toEqual([
      '🔴 Another receiver will no longer get these callbacks.',
      '🔴 No longer checked: broken streams.',
    ]);
    expect(preview.lines.at(-1)).toMatch(/^No undo/);
    const own = createAsker(
      cloud([wall({ NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: OUR } })]),
      SETTINGS,
    );
    expect((await own.preview('monitor set wall notify:none')).lines[0]).toMatch(
      /Airdesk no longer hears from it/,
    );
  });

  it('offers no undo where an address that can hold a key would go', async () => {
    const { undo } = await createAsker(cloud([wall()])).act('monitor set wall push.example.com/live/news');
    expect(undo).toBeUndefined();
  });

  it('is not undone where somebody changed or started it since', async () => {
    const monitors = [wall()];
    const asker = createAsker(cloud(monitors));
    const { undo } = await asker.act('monitor set wall size:1280x720');
    Object.assign(monitors[0]!, { CheckStreamBroken: 0 });
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.changed' });
    Object.assign(monitors[0]!, { CheckStreamBroken: 1, Status: 1 });
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.in-use' });
  });

  it.each([
    ['monitor set wall', /What of wall should change/],
    ['monitor set wall size:1920x1080', /is so already/],
    ['monitor set wall caster:studio', /cannot be changed/],
    ['monitor set wall language=en', /language is for speech/],
  ])('%s is refused', async (line, words) => {
    expect((await createAsker(cloud([wall()])).refusal(line)).title.en).toMatch(words);
  });

  it('refuses one that runs, with the line that stops it', async () => {
    const refusal = await createAsker(cloud([wall({ Status: 1 })])).refusal('monitor set wall size:1280x720');
    expect([refusal.code, refusal.choices[0]]).toEqual(['airdesk.in-use', 'monitor stop m-1']);
  });
});
