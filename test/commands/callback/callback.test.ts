import { describe, expect, it } from 'vitest';
import { createAsker, createFakeLive, NOW, textOf, type Answers } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const MAIN = 'push.example.com/live/main';
const OUR = 'https://desk.example.com/callbacks/live/token-of-main';
const ENDPOINTS = [{ account: 'main', token: 'token-of-main', key: 'key-of-main' }];
const PATHS = [
  ...['StreamBeginNotifyUrl', 'StreamEndNotifyUrl', 'RecordNotifyUrl', 'RecordExceptionNotifyUrl'],
  ...['SnapshotNotifyUrl', 'PornCensorshipNotifyUrl', 'AudioAuditNotifyUrl', 'PushExceptionNotifyUrl'],
];
const whole = {
  ...{ TemplateId: 50, TemplateName: 'to-airdesk', CallbackKey: 'key-of-main' },
  ...Object.fromEntries(PATHS.map((path) => [path, OUR])),
};
const domain = (Name: string) => ({ Name, Type: 0, Status: 1 });
const at = (ms: number) => new Date(ms).toISOString().replace('.000', '');
const tried = (ms: number, ResultCode: number) => ({
  ...{ EventTime: at(ms), ResponseTime: at(ms + 2000), EventType: 0, ResultCode },
  Request:
    '{"event_type":0,"stream_id":"main","sign":"abcdef","t":1772400000,"stream_param":"txSecret=hush"}',
  Response: 'HTTP 502',
});

function answers(template: object, rules: object[], tries: object[] = []): Answers {
  return {
    ...streamAnswers([onAir(MAIN)]),
    DescribeLiveDomains: () => ({
      ...{ AllCount: 2, CreateLimitCount: 9, PlayTypeCount: [] },
      DomainList: [domain('push.example.com'), domain('quiet.example.com')],
    }),
    DescribeLiveCallbackTemplates: () => ({ Templates: [template] }),
    DescribeLiveCallbackRules: () => ({ Rules: rules }),
    DescribeCallbackRecordsList: ({ EventType }) => ({
      DataInfoList: EventType === undefined || EventType === 0 ? tries : [],
      ...{ PageNum: 1, PageSize: 1000, TotalNum: tries.length, TotalPage: 1 },
    }),
  };
}
const bound = (id: number, DomainName = 'push.example.com') => ({
  ...{ TemplateId: id, DomainName, AppName: 'live' },
});
const ask = (told: Answers, language: 'en' | 'zh-CN' = 'en') =>
  createAsker(createFakeLive(told), { endpoints: ENDPOINTS, language });

describe('callback check', () => {
  it('finds domains of which nobody is told, and what was not delivered', async () => {
    const card = await ask(
      answers(whole, [bound(50)], [tried(NOW - 60_000, 502), tried(NOW - 1000, 0)]),
    ).look('callback check');
    expect(card.title).toBe('Callbacks: 2 things to mend');
    const text = textOf(card);
    expect(text).toContain('✗ quiet.example.com has no callback rule');
    expect(text).toContain(`✗ ${MAIN}: 1 of 2 tries to tell failed within a day`);
    expect(text).toContain('✓ push.example.com/live: Airdesk receives everything');
    expect(card.code).toContain(`/live callback history stream:${MAIN} from:1d result:failed`);
  });

  it('finds another key, missing events, a template that is gone and another receiver, and shows no secret', async () => {
    const partly = { ...whole, CallbackKey: 'key-of-others', StreamEndNotifyUrl: '', SnapshotNotifyUrl: '' };
    const text = textOf(
      await ask(answers(partly, [bound(50), bound(51, 'quiet.example.com')])).look('callback check'),
    );
    expect(text).toContain("does not have Airdesk's key");
    expect(text).toContain('/live callback template set template:"id:50" to:airdesk');
    expect(text).toContain('✗ push.example.com/live: Airdesk does not receive end, snapshot');
    expect(text).toContain('✗ quiet.example.com/live: its callback template 51 does not exist');
    const others = {
      TemplateId: 50,
      TemplateName: 'partner',
      StreamEndNotifyUrl: 'https://p.example.net/hush',
    };
    const zh = textOf(await ask(answers(others, [bound(50)]), 'zh-CN').look('回调 检查'));
    expect(zh).toContain('模板 partner 不向 Airdesk 推送任何事件');
    expect(text + zh).not.toMatch(/token-of-main|key-of|hush/);
  });

  it('says what could not be read, and that Airdesk itself takes none', async () => {
    const card = await createAsker(createFakeLive({})).look('callback check');
    expect(textOf(card)).toContain('? callback rules: could not be read');
    expect(textOf(card)).toContain('set LIVE_CALLBACK_TOKEN');
  });
});

describe('callback history', () => {
  const told = answers(whole, [], [tried(NOW - 60_000, 502), tried(NOW - 1000, 0)]);

  it('has each try, newest first, without signature and keys', async () => {
    const live = createFakeLive(told);
    const card = await createAsker(live).look(`callback history ${MAIN} event:end`);
    expect(card.title).toBe(`Callbacks of ${MAIN}: 1 of 2 failed`);
    expect(card.table?.rows.map((row) => row.slice(0, 5))).toEqual([
      ['2026-03-02 03:59:59', 'push ended', 'delivered', '2 s', 'HTTP 502'],
      ['2026-03-02 03:59:00', 'push ended', 'failed (502)', '2 s', 'HTTP 502'],
    ]);
    expect(textOf(card)).not.toMatch(/abcdef|hush|1772400000/);
    expect(live.calls.at(-1)?.params).toEqual({
      ...{ StartTime: '2026-03-01T19:00:00Z', EndTime: '2026-03-01T20:00:00Z', StreamName: 'main' },
      ...{ EventType: 0, PageNum: 1, PageSize: 1000 },
    });
  });

  it('has those that failed, or says that there are none', async () => {
    const failed = await ask(told, 'zh-CN').look(`回调 历史 ${MAIN} 结果:失败`);
    expect(failed.table?.rows).toHaveLength(1);
    expect((await ask(told).look(`callback history ${MAIN} event:begin`)).title).toBe(
      `No callbacks of ${MAIN}`,
    );
    expect((await ask(told).refusal(`callback history ${MAIN} from:2d`)).hint.en).toMatch(/at most 1 d/);
  });
});
