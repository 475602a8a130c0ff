import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { readDomain, readPlayDomains, type Domain } from '../../src/live/read/domains.ts';
import { readReferer, type Referer } from '../../src/live/read/referers.ts';
import type { Fact } from '../../src/reply.ts';
import type { Say } from '../../src/text/language.ts';
import type { Noun } from '../shape/noun.ts';

/** A play domain with the list of sites that it may be used from; absent until it is read. */
export interface RefererDomain extends Domain {
  readonly referer?: Referer | undefined;
}

/** Play domains, as commands on their referer lists see them. */
export const refererNoun: Noun<RefererDomain> = {
  kind: 'domain',
  words: { en: 'play domain', zh: '播放域名' },
  list: 'domain list',
  show: 'referer show',
  read: readPlayDomains,
  async readOne(context, id) {
    const domain = await readDomain(context, id);
    return domain && { ...domain, referer: await readReferer(context, id) };
  },
  whole: async (context, domain) => ({ ...domain, referer: await readReferer(context, domain.name) }),
  facts: (context, { referer }) => (referer ? refererFacts(context, referer) : []),
  state: ({ referer }) =>
    referer
      ? { mode: referer.mode, allowsEmpty: referer.allowsEmpty, sites: [...referer.sites] }
      : { mode: null },
};

/** `off`, `only these sites`, `all but these sites`. */
export function modeText(say: Say, mode: Referer['mode']): string {
  if (mode === 'off') return say('off: any site', '关闭：不限制');
  return mode === 'allow'
    ? say('only these sites', '白名单：只允许这些网站')
    : say('all but these sites', '黑名单：禁止这些网站');
}

/** Whether players without a referer may play. */
export function emptyText(say: Say, allowsEmpty: boolean): string {
  return allowsEmpty ? say('may play', '允许') : say('refused', '拒绝');
}

function refererFacts({ say }: CommandContext, { mode, allowsEmpty, sites }: Referer): Fact[] {
  return [
    { label: say('Used from', '来源限制'), value: modeText(say, mode) },
    {
      label: say('Players without a referer', '空 Referer'),
      value: mode === 'off' ? '' : emptyText(say, allowsEmpty),
    },
    { label: say('Sites', '网站列表'), value: sitesText(sites) },
  ].filter(({ value }) => value !== '');
}

/** The sites of a list, as far as a card has room. */
export function sitesText(sites: readonly string[]): string {
  const shown = sites.slice(0, MOST).map((site) => safeLine(site, 80));
  return [...shown, ...(sites.length > MOST ? [`+ ${sites.length - MOST}`] : [])].join('\n');
}

const MOST = 20;
