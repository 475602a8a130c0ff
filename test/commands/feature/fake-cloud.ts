import { createFakeLive, type Answers, type FakeLive } from '../asking.ts';

/** A rule as the cloud lists it. */
export interface FakeRule {
  readonly TemplateId: number;
  readonly DomainName: string;
  readonly AppName: string;
  readonly StreamName: string;
}

/** Record templates and callback templates with their rules, and two streams on air. */
export function fakeCloud(
  state: {
    record?: Record<string, unknown>[];
    recordRules?: FakeRule[];
    callback?: Record<string, unknown>[];
    callbackRules?: Omit<FakeRule, 'StreamName'>[];
  },
  more: Answers = {},
): FakeLive & { readonly state: typeof state } {
  const { record = [], callback = [] } = state;
  const list = <T>(items: T[] | undefined) => items ?? [];
  const live = createFakeLive({
    DescribeLiveRecordTemplates: ({ IsDelayLive }) => ({
      Templates: record.filter((template) => (template['IsDelayLive'] ?? 0) === IsDelayLive),
    }),
    DescribeLiveRecordRules: () => ({ Rules: list(state.recordRules) }),
    DescribeLiveCallbackTemplates: () => ({ Templates: callback }),
    DescribeLiveCallbackRules: () => ({ Rules: list(state.callbackRules) }),
    ModifyLiveRecordTemplate(params) {
      const at = record.findIndex(({ TemplateId }) => TemplateId === Number(params.TemplateId));
      record[at] = { ...record[at], ...params, TemplateId: Number(params.TemplateId) };
      return {};
    },
    CreateLiveRecordTemplate(params) {
      record.push({ ...params, TemplateId: 99 });
      return { TemplateId: 99 };
    },
    CreateLiveCallbackTemplate(params) {
      callback.push({ ...params, TemplateId: 98 });
      return { TemplateId: 98 };
    },
    ModifyLiveCallbackTemplate(params) {
      const at = callback.findIndex(({ TemplateId }) => TemplateId === Number(params.TemplateId));
      callback[at] = { ...callback[at], ...params, TemplateId: Number(params.TemplateId) };
      return {};
    },
    CreateLiveRecordRule({ DomainName, AppName = '', StreamName = '', TemplateId }) {
      state.recordRules = [
        ...list(state.recordRules),
        { DomainName, AppName, StreamName, TemplateId: Number(TemplateId) },
      ];
      return {};
    },
    DeleteLiveRecordRule({ DomainName, AppName, StreamName }) {
      state.recordRules = list(state.recordRules).filter(
        (rule) =>
          rule.DomainName !== DomainName || rule.AppName !== AppName || rule.StreamName !== StreamName,
      );
      return {};
    },
    DescribeLiveStreamOnlineList: () => ({
      ...{ TotalNum: 2, TotalPage: 1, PageNum: 1, PageSize: 100 },
      OnlineInfo: ['main', 'news'].map((StreamName) => ({
        ...{ DomainName: 'push.example.com', AppName: 'live', StreamName, PublishTimeList: [] },
      })),
    }),
    ...more,
  });
  return Object.assign(live, { state });
}

/** A record template that keeps MP4 files for a month. */
export const ARCHIVE = {
  TemplateId: 7,
  TemplateName: 'archive',
  Description: 'Evenings',
  Mp4Param: {
    Enable: 1,
    RecordInterval: 1800,
    StorageTime: 2_592_000,
    VodFileName: '{StreamID}',
    ClassId: 12,
  },
  HlsParam: { Enable: 0 },
  IsDelayLive: 0,
};
