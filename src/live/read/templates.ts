import { plainHost } from '../../text/host.ts';
import type { Output } from '../catalogue/catalogue.ts';
import { fromBeijing } from '../cloud-time.ts';
import { LiveError } from '../live-error.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';

/** What the cloud does to streams by a template and a rule that binds it. */
export type FeatureName =
  'transcode' | 'record' | 'snapshot' | 'watermark' | 'callback' | 'timeshift' | 'pad';

/** A template as the cloud knows it. `info`: all that it tells of it; a callback template's has secrets in it. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly info: object;
}

/** A rule: which template holds for a domain, an app of it or one stream. Empty: for all of them. */
export interface Rule {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
  readonly templateId: string;
  /** When it was made, ms UTC. */
  readonly since: number | undefined;
}

type Infos = readonly object[];

/** Both kinds that the cloud lists apart, in one list. What stands in both is one: an id names one thing. */
async function both<T extends { readonly TemplateId?: number | bigint | undefined }>(
  read: (kind: 0 | 1) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all = (await Promise.all([read(0), read(1)])).flat();
  return [...new Map(all.map((info) => [String(info.TemplateId), info])).values()];
}

const PAGE = 100;
const MOST_PAGES = 5;

const LISTS: Readonly<Record<FeatureName, (from: From) => Promise<Infos>>> = {
  transcode: (from) =>
    both(
      async (TemplateType) =>
        (await from.live.call('DescribeLiveTranscodeTemplates', { TemplateType }, callOptions(from)))
          .Templates,
    ),
  record: (from) =>
    both(
      async (IsDelayLive) =>
        (await from.live.call('DescribeLiveRecordTemplates', { IsDelayLive }, callOptions(from))).Templates,
    ),
  snapshot: async (from) =>
    (await from.live.call('DescribeLiveSnapshotTemplates', {}, callOptions(from))).Templates,
  async watermark(from) {
    const listed = await readPages(MOST_PAGES, async (page) => {
      const asked = { PageNo: page, PageSize: PAGE };
      const answer = await from.live.call('DescribeLiveWatermarks', asked, callOptions(from));
      return { items: answer.WatermarkList, total: Number(answer.TotalNum) };
    });
    return listed.items;
  },
  callback: async (from) =>
    (await from.live.call('DescribeLiveCallbackTemplates', {}, callOptions(from))).Templates,
  timeshift: async (from) =>
    (await from.live.call('DescribeLiveTimeShiftTemplates', {}, callOptions(from))).Templates,
  pad: async (from) => (await from.live.call('DescribeLivePadTemplates', {}, callOptions(from))).Templates,
};

type One = (from: From, id: bigint) => Promise<object>;

/** Time shift has no call for one. */
const ONES: Readonly<Partial<Record<FeatureName, One>>> = {
  transcode: async (from, TemplateId) =>
    (await from.live.call('DescribeLiveTranscodeTemplate', { TemplateId }, callOptions(from))).Template,
  record: async (from, TemplateId) =>
    (await from.live.call('DescribeLiveRecordTemplate', { TemplateId }, callOptions(from))).Template,
  snapshot: async (from, TemplateId) =>
    (await from.live.call('DescribeLiveSnapshotTemplate', { TemplateId }, callOptions(from))).Template,
  watermark: async (from, WatermarkId) =>
    (await from.live.call('DescribeLiveWatermark', { WatermarkId }, callOptions(from))).Watermark,
  callback: async (from, TemplateId) =>
    (await from.live.call('DescribeLiveCallbackTemplate', { TemplateId }, callOptions(from))).Template,
  pad: async (from, TemplateId) =>
    (await from.live.call('DescribeLivePadTemplate', { TemplateId }, callOptions(from))).Template,
};

const RULES = {
  transcode: 'DescribeLiveTranscodeRules',
  record: 'DescribeLiveRecordRules',
  snapshot: 'DescribeLiveSnapshotRules',
  watermark: 'DescribeLiveWatermarkRules',
  callback: 'DescribeLiveCallbackRules',
  timeshift: 'DescribeLiveTimeShiftRules',
  pad: 'DescribeLivePadRules',
} as const satisfies Readonly<Record<FeatureName, string>>;

/** All templates of a feature: an account may have 50, of watermarks 100. @throws LiveError */
export async function readTemplates(feature: FeatureName, from: From): Promise<Listed<Template>> {
  const items = (await LISTS[feature](from)).map(template);
  return { items, total: items.length, complete: true };
}

/** Reads one template by its id. Undefined: there is none. @throws LiveError */
export async function readTemplate(
  feature: FeatureName,
  from: From,
  id: string,
): Promise<Template | undefined> {
  const one = ONES[feature];
  if (one && /^\d{1,18}$/u.test(id)) {
    try {
      return template(await one(from, BigInt(id)));
    } catch (error) {
      // Which code says that there is none differs from feature to feature, and a key may have the right to list only.
      if (!(error instanceof LiveError) || error.outcome !== 'refused') throw error;
    }
  }
  return (await readTemplates(feature, from)).items.find((item) => item.id === id);
}

/** All rules of a feature. @throws LiveError */
export async function readRules(feature: FeatureName, from: From): Promise<readonly Rule[]> {
  const { Rules } = await from.live.call(RULES[feature], {}, callOptions(from));
  return Rules.map(rule);
}

function template(info: object): Template {
  const members = info as Readonly<Record<string, unknown>>;
  const id = members['TemplateId'] ?? members['WatermarkId'];
  const name = members['TemplateName'] ?? members['WatermarkName'];
  return {
    id: typeof id === 'number' || typeof id === 'bigint' ? String(id) : '',
    name: typeof name === 'string' ? name : '',
    info,
  };
}

type RuleInfo = Output<(typeof RULES)[FeatureName]>['Rules'][number];

function rule(info: RuleInfo): Rule {
  return {
    domain: plainHost(info.DomainName ?? ''),
    app: info.AppName ?? '',
    stream: 'StreamName' in info ? (info.StreamName ?? '') : '',
    templateId: String(info.TemplateId ?? ''),
    since: fromBeijing(info.CreateTime),
  };
}
