import { describe, expect, it } from 'vitest';
import { streamAnswers } from '../fake-streams.ts';
import { createAsker, createFakeLive, NOW, textOf, type Answers } from '../asking.ts';

const DOMAIN = 'push.example.com';
const rule = (app: string, stream: string, id: number) => ({
  ...{ TemplateId: id, DomainName: DOMAIN, AppName: app, StreamName: stream },
});
const forever = { TemplateId: 7, TemplateName: 'archive', Mp4Param: { Enable: 1, StorageTime: 0 } };
const domain = (Name: string, Type: number) => ({ Name, Type, Status: 1 });

const ANSWERS: Answers = {
  DescribeLiveTranscodeTemplates: () => ({ Templates: [] }),
  DescribeLiveTranscodeRules: () => ({
    Rules: [{ TemplateId: 60, DomainName: 'play.example.com', AppName: 'live', StreamName: '' }],
  }),
  DescribeLiveRecordTemplates: ({ IsDelayLive }) => ({ Templates: IsDelayLive === 0 ? [forever] : [] }),
  DescribeLiveRecordRules: () => ({
    Rules: [rule('', '', 7), rule('live', 'main', 8), rule('other', '', 7)],
  }),
  DescribeLiveSnapshotTemplates: () => ({ Templates: [{ TemplateId: 30, TemplateName: 'thumbs' }] }),
  DescribeLiveSnapshotRules: () => ({ Rules: [] }),
  DescribeLiveWatermarks: () => ({ WatermarkList: [], TotalNum: 0 }),
  DescribeLiveWatermarkRules: () => ({ Rules: [] }),
  DescribeLiveCallbackTemplates: () => ({ Templates: [{ TemplateId: 50, TemplateName: 'to-airdesk' }] }),
  DescribeLiveCallbackRules: () => ({ Rules: [{ TemplateId: 50, DomainName: DOMAIN, AppName: 'live' }] }),
  DescribeLiveTimeShiftTemplates: () => ({ Templates: [] }),
  DescribeLiveTimeShiftRules: () => ({ Rules: [] }),
  DescribeLivePadTemplates: () => ({ Templates: [] }),
  DescribeLiveDomains: () => ({
    ...{ AllCount: 3, CreateLimitCount: 9, PlayTypeCount: [] },
    DomainList: [domain(DOMAIN, 0), domain('play.example.com', 1), domain('quiet.example.com', 0)],
  }),
};
const ask = (answers: Answers = ANSWERS, language: 'en' | 'zh-CN' = 'en') =>
  createAsker(createFakeLive(answers), { language });

describe('rule list', () => {
  it('says what holds for a stream that is off air, over all features, the narrower rule first', async () => {
    const card = await ask().look('rule list push.example.com/live/main');
    expect(card.title).toBe('Rules of push.example.com/live/main');
    expect(card.table?.rows).toEqual([
      ['transcode', 'yes', 'play.example.com', 'live', '*', '60'],
      ['record', 'yes', DOMAIN, 'live', 'main', '8'],
      ['record', 'no: a narrower one does', DOMAIN, '*', '*', 'archive (7)'],
      ['callback', 'yes', DOMAIN, 'live', '*', 'to-airdesk (50)'],
    ]);
    // The rules of pad could not be read: what is not listed proves nothing.
    expect(textOf(card)).toContain('? pad: the key may not (UnauthorizedOperation)');
  });

  it('takes the short name of a stream', async () => {
    const card = await ask({ ...ANSWERS, ...streamAnswers([]) }, 'zh-CN').look('规则 列表 prime');
    expect(card.title).toBe('push.example.com/live/main 的规则');
  });

  it('lists what is set within a domain, and all rules', async () => {
    const app = await ask().look('rule list push.example.com/other');
    expect(app.table?.rows.map(([feature, , place]) => [feature, place])).toEqual([
      ['record', 'other'],
      ['record', '*'],
    ]);
    const all = await ask().look('rule list');
    expect(all.table?.rows).toHaveLength(5);
    expect(all.table?.columns).not.toContain('Holds');
  });

  it('does not say that there are none where nothing could be read', async () => {
    const card = await ask({}).look('rule list');
    expect(card.title).toBe('No rules in what could be read');
    expect(card.lines).toHaveLength(7);
  });
});

describe('rule find', () => {
  const task = {
    ...{ TaskId: 't1', DomainName: DOMAIN, AppName: 'live', StreamName: 'news', TemplateId: 7 },
    ...{ StartTime: NOW / 1000 - 3600, EndTime: NOW / 1000 + 3600 },
  };
  const more: Answers = {
    ...ANSWERS,
    DescribeRecordTask: () => ({ TaskList: [task], ScrollToken: '' }),
    DescribeLivePullStreamTasks: () => ({
      ...{ PageNum: 1, PageSize: 20, TotalNum: 1, TotalPage: 1, LimitTaskNum: 20 },
      TaskInfos: [{ TaskId: 'p1', Comment: 'stadium', RecordTemplateId: '7' }],
    }),
    DescribeCasterList: () => ({ CasterList: [{ CasterId: 3, CasterName: 'gala' }], TotalNum: 1 }),
    DescribeCaster: () => ({ CasterInfo: { CasterId: 3, RecordTemplateId: 7 } }),
  };

  it('finds the rules, tasks, pull tasks and casters of a template', async () => {
    const card = await ask(more).look('rule find record archive');
    expect(card.title).toBe('archive (7) is used 5 times');
    expect(card.table?.rows.map(([what]) => what)).toEqual([
      'the rule of push.example.com',
      'the rule of push.example.com/other',
      'record task of push.example.com/live/news',
      'pull task stadium',
      'caster gala',
    ]);
  });

  it('does not call unused what it could not look at', async () => {
    const card = await ask({ ...ANSWERS, DescribeLiveRecordRules: () => ({ Rules: [] }) }).look(
      'rule find record archive',
    );
    expect(card.title).toBe('archive (7): unknown whether anything uses it');
    expect(textOf(card)).toContain('? casters: the key may not');
    const plain = await ask(ANSWERS, 'zh-CN').look('规则 查找 截图 thumbs');
    expect(plain.title).toBe('thumbs（30）：无法确定是否被使用');
  });
});

describe('rule check', () => {
  it('finds rules without a template, files kept forever, templates without a rule, domains without a callback', async () => {
    const card = await ask().look('rule check');
    const lines = textOf(card);
    expect(lines).toContain(
      '✗ record: the rule of push.example.com/live/main names template 8, which does not exist',
    );
    expect(lines).toContain('✗ quiet.example.com has no callback rule');
    expect(lines).toContain('• record: template archive keeps files forever (MP4)');
    expect(lines).toContain('• snapshot: no rule uses template thumbs');
    expect(lines).toContain('? pad: the key may not');
    expect(card.code).toContain('/live record rule remove push.example.com/live/main');
  });

  it('finds two templates where only one can hold, and domains that are gone', async () => {
    const answers: Answers = {
      ...ANSWERS,
      DescribeLiveRecordRules: () => ({
        Rules: [rule('', '', 7), rule('', '', 9), { ...rule('', '', 7), DomainName: 'gone.example.com' }],
      }),
    };
    const lines = textOf(await ask(answers).look('rule check'));
    expect(lines).toContain('record: push.example.com has templates 7 and 9, and only one can hold');
    expect(lines).toContain('the rule of gone.example.com is of a domain that the account does not have');
  });
});
