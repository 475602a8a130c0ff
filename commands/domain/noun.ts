import type { CommandContext } from '../../src/command.ts';
import { fromBeijing } from '../../src/live/cloud-time.ts';
import { readDomain, readDomains, type Domain } from '../../src/live/read/domains.ts';
import type { Fact } from '../../src/reply.ts';
import { wording, type Say, type Text } from '../../src/text/language.ts';
import type { Noun, NounOption } from '../shape/noun.ts';
import { when } from '../when.ts';

/** Areas that a play domain serves, by the number that the API has for them. */
export const AREAS: Readonly<Record<number, { readonly word: string } & Text>> = {
  1: { word: 'mainland', en: 'mainland China', zh: '中国大陆' },
  2: { word: 'global', en: 'the whole world', zh: '全球' },
  3: { word: 'overseas', en: 'outside mainland China', zh: '中国境外' },
};

/** How a domain is found by what somebody types, for the shapes of `commands/shape/`. */
export const domainNoun: Noun<Domain> = {
  kind: 'domain',
  words: { en: 'domain', zh: '域名' },
  list: 'domain list',
  show: 'domain show',
  read: readDomains,
  readOne: readDomain,
  facts: domainFacts,
  state: ({ kind, isOn, info }) => ({ kind, isOn, area: Number(info.PlayType ?? 0) }),
};

/** The option that names one. */
export const domainSubject: NounOption & { readonly name: string } = {
  ...{ name: 'domain', zh: '域名', example: 'push.example.com', suggests: 'domain' },
  summary: { en: 'the domain', zh: '域名' },
};

/** `push` or `play`, in words. */
export function kindWord(say: Say, { kind }: Pick<Domain, 'kind'>): string {
  return kind === 'push' ? say('push', '推流') : say('play', '播放');
}

/** Whether it is switched on, in words. */
export function powerWord(say: Say, { isOn }: Pick<Domain, 'isOn'>): string {
  return isOn ? say('on', '已启用') : say('off', '已禁用');
}

/** Which area it serves; empty for a push domain. */
export function areaText(context: Pick<CommandContext, 'language'>, { kind, info }: Domain): string {
  const area = AREAS[Number(info.PlayType ?? 0)];
  return kind === 'play' && area ? wording(area, context.language) : '';
}

/** Whether its name leads to the cloud, as the cloud has found: `yes`, or what it should lead to. */
export function cnameText({ say }: Pick<CommandContext, 'say'>, { info }: Domain): string {
  if (Number(info.BCName ?? 0) === 1) return say('set', '已配置');
  return say('not set', '未配置');
}

function domainFacts(context: CommandContext, domain: Domain): Fact[] {
  const { say } = context;
  const { info } = domain;
  const created = fromBeijing(info.CreateTime);
  const isSlow = Number(info.IsDelayLive ?? 0) === 1;
  const isMini = Number(info.IsMiniProgramLive ?? 0) === 1;
  return [
    { label: say('Kind', '类型'), value: kindWord(say, domain) },
    { label: say('State', '状态'), value: powerWord(say, domain) },
    { label: say('CNAME', 'CNAME'), value: cnameText(context, domain) },
    { label: say('Leads to', '当前解析到'), value: info.CurrentCName ?? '' },
    { label: say('Should lead to', '应解析到'), value: info.TargetDomain ?? '' },
    { label: say('Area', '加速区域'), value: areaText(context, domain) },
    { label: say('Slow live', '慢直播'), value: isSlow ? say('yes', '是') : '' },
    { label: say('Mini programs', '小程序直播'), value: isMini ? say('yes', '是') : '' },
    { label: say('Added', '添加时间'), value: created === undefined ? '' : when(context, created) },
  ].filter(({ value }) => value !== '');
}
