import { z } from 'zod';
import { refererParams, type Referer } from '../../src/live/read/referers.ts';
import { plainHost } from '../../src/text/host.ts';
import { playDomainSubject } from '../cert/noun.ts';
import { readOnAir } from '../domain/on-air.ts';
import { inRed } from '../in-red.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { emptyText, modeText, refererNoun, sitesText, type RefererDomain } from './noun.ts';

/** What the cloud takes, with a semicolon between each two. */
const LONGEST = 4000;

const MODES = ['off', 'allow', 'block'] as const;

/** Sites as they are typed: with commas, semicolons or spaces between them. */
const sitesOption = {
  schema: z
    .string()
    .max(LONGEST)
    .transform((typed) => [
      ...new Set(
        typed
          .split(/[\s,;，；、]+/u)
          .filter((site) => site !== '')
          .map(plainHost),
      ),
    ])
    .pipe(z.array(z.string().regex(/^[\w.*-]+(?::\d+)?(?:\/\S*)?$/u)))
    .optional(),
  summary: { en: 'host names, with commas between them', zh: '网站域名，多个用逗号分隔' },
  ...{ zh: '网站', required: false, example: 'www.example.com,*.example.org' },
} as const;

const options = {
  mode: {
    schema: z.enum(MODES),
    summary: { en: 'allow only these sites, block them, or no check', zh: '只允许、禁止这些网站，或不检查' },
    ...{ zh: '模式', required: true, example: 'allow' },
    choices: [
      { value: 'off', label: { en: 'off', zh: '关闭' } },
      { value: 'allow', label: { en: 'allow', zh: '白名单' } },
      { value: 'block', label: { en: 'block', zh: '黑名单' } },
    ],
  },
  sites: sitesOption,
  empty: {
    schema: z.enum(['allow', 'refuse']).optional(),
    summary: { en: 'players that send no referer', zh: '不带 Referer 的播放请求' },
    ...{ zh: '空来源', required: false, example: 'allow' },
    choices: [
      { value: 'allow', label: { en: 'allow', zh: '允许' } },
      { value: 'refuse', label: { en: 'refuse', zh: '拒绝' } },
    ],
  },
} as const;

interface Asked {
  readonly mode: Referer['mode'];
  readonly sites?: readonly string[] | undefined;
  readonly empty?: 'allow' | 'refuse' | undefined;
}

/** `referer set`: ModifyLiveDomainReferer. */
export const refererSet = actCommand({
  name: 'referer set',
  zh: '防盗链 修改',
  summary: { en: 'Say from which sites a play domain may be used', zh: '设置播放域名的 Referer 防盗链' },
  risk: 'air',
  noun: refererNoun,
  subject: playDomainSubject,
  options,
  action: 'ModifyLiveDomainReferer',
  params: (domain, asked) => refererParams(domain.name, wanted(domain, asked), before(domain)),
  title: (label, { mode }) =>
    mode === 'off'
      ? { en: `Let ${label} be used from any site`, zh: `关闭域名 ${label} 的 Referer 防盗链` }
      : mode === 'allow'
        ? { en: `Let ${label} be used only from some sites`, zh: `域名 ${label} 只允许部分网站使用` }
        : { en: `Block some sites on ${label}`, zh: `域名 ${label} 禁止部分网站使用` },
  refuse: (domain, asked) => {
    const [was, to] = [before(domain), wanted(domain, asked)];
    const show = typedLine('referer show', domain.name);
    if (to.mode !== 'off' && to.sites.length === 0)
      return new Refusal(
        'airdesk.bad-option',
        { en: 'There are no sites in the list', zh: '网站列表为空' },
        {
          en: 'Give them with sites:, as sites:www.example.com,*.example.org. Nothing was done.',
          zh: '请用 网站: 填写，例如 网站:www.example.com,*.example.org。未执行任何操作。',
        },
        [show],
      );
    return isSame(was, to)
      ? nothingToDo(
          { en: `The list of ${domain.name} is so already`, zh: `域名 ${domain.name} 的防盗链已是如此` },
          { en: 'Nothing to change.', zh: '无需修改。' },
          show,
        )
      : undefined;
  },
  warn: (_, domain, asked) => {
    const to = wanted(domain, asked);
    if (to.mode === 'off')
      return [{ en: 'Any site can then embed these streams.', zh: '之后任何网站都可以嵌入播放。' }];
    return [
      ...(to.mode === 'allow'
        ? [
            inRed({
              en: 'Viewers on every other site lose the picture at their next request.',
              zh: '其他网站上的观众在下一次请求时会看不到画面。',
            }),
          ]
        : []),
      ...(to.allowsEmpty
        ? []
        : [
            inRed({
              en: 'Apps and players that send no referer are refused.',
              zh: '不带 Referer 的 App 和播放器会被拒绝。',
            }),
          ]),
      { en: 'Plays over rtmp and webrtc are never checked.', zh: 'rtmp 和 webrtc 播放不受此限制。' },
    ];
  },
  facts: async (context, domain, asked) => {
    const { say } = context;
    const [was, to] = [before(domain), wanted(domain, asked)];
    const change = (label: string, from: string, next: string) =>
      from === next ? [] : [{ label, value: `${from || '—'} → ${next || '—'}` }];
    return [
      ...change(say('New: used from', '变更：来源限制'), modeText(say, was.mode), modeText(say, to.mode)),
      ...change(
        say('New: without a referer', '变更：空 Referer'),
        emptyText(say, was.allowsEmpty),
        emptyText(say, to.allowsEmpty),
      ),
      ...(sitesText(was.sites) === sitesText(to.sites)
        ? []
        : [{ label: say('New: sites', '变更：网站列表'), value: sitesText(to.sites) }]),
      ...(await readOnAir(context, domain)).facts,
    ];
  },
  isDone: (domain, { params }) => {
    const asked = AskedSchema.safeParse(params).data;
    if (!domain?.referer || !asked) return false;
    const shown = refererParams(domain.name, domain.referer, domain.referer);
    const isKindSeen = asked.Enable === 0 || shown.Type === asked.Type;
    return (
      isKindSeen &&
      shown.Enable === asked.Enable &&
      shown.AllowEmpty === asked.AllowEmpty &&
      shown.Rules === asked.Rules
    );
  },
  undo: ({ was }) => {
    const old = WasSchema.safeParse(was).data;
    return (
      old && {
        command: 'referer set',
        label: { en: 'Undo: as it was', zh: '撤销：恢复原样' },
        options: {
          mode: old.mode,
          ...(old.sites.length > 0 && { sites: old.sites.join(',') }),
          empty: old.allowsEmpty ? 'allow' : 'refuse',
        },
      }
    );
  },
  undoText: { en: 'Undo: the list as it is now.', zh: '可撤销：恢复当前的列表。' },
});

const AskedSchema = z.object({
  Enable: z.number(),
  Type: z.number(),
  AllowEmpty: z.number(),
  Rules: z.string(),
});
const WasSchema = z.object({ mode: z.enum(MODES), allowsEmpty: z.boolean(), sites: z.array(z.string()) });

function before({ referer }: RefererDomain): Referer {
  return referer ?? { mode: 'off', allowsEmpty: true, sites: [] };
}

/** What is not said stays as it is. */
function wanted(domain: RefererDomain, { mode, sites, empty }: Asked): Referer {
  const was = before(domain);
  return {
    mode,
    sites: sites ?? was.sites,
    allowsEmpty: empty === undefined ? was.allowsEmpty : empty === 'allow',
  };
}

function isSame(one: Referer, other: Referer): boolean {
  const isMode = one.mode === other.mode && one.allowsEmpty === other.allowsEmpty;
  return isMode && one.sites.join(';') === other.sites.join(';');
}
