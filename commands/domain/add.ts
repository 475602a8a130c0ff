import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';
import { plainHost } from '../../src/text/host.ts';
import { addCommand } from '../shape/add.ts';
import { AREAS, domainNoun } from './noun.ts';
import { areaOption, numberOf } from './set.ts';

/** A name that is to become a domain of the account, or whose owner is to be shown. */
export const newDomainOption = {
  schema: z
    .string()
    .max(128)
    .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/iu)
    .transform(plainHost),
  summary: { en: 'name of the domain', zh: '域名，例如 push.example.com' },
  zh: '域名',
  required: true,
  example: 'push.example.com',
} as const satisfies OptionSpec;

const switchOption = {
  schema: z.enum(['on', 'off']).optional(),
  required: false,
  example: 'on',
  choices: [
    { value: 'on', label: { en: 'on', zh: '开' } },
    { value: 'off', label: { en: 'off', zh: '关' } },
  ],
} as const;

/** `domain add`: AddLiveDomain. */
export const domainAdd = addCommand({
  name: 'domain add',
  zh: '域名 添加',
  summary: { en: 'Add a push or play domain', zh: '添加推流或播放域名' },
  risk: 'change',
  noun: domainNoun,
  options: {
    domain: newDomainOption,
    kind: {
      schema: z.enum(['push', 'play']),
      summary: { en: 'for pushing to or for playing from', zh: '用于推流还是播放' },
      ...{ zh: '类型', required: true, example: 'push' },
      choices: [
        { value: 'push', label: { en: 'push', zh: '推流' } },
        { value: 'play', label: { en: 'play', zh: '播放' } },
      ],
    },
    area: { ...areaOption, schema: areaOption.schema.optional(), required: false, example: 'mainland' },
    slow: { ...switchOption, summary: { en: 'for slow live', zh: '是否慢直播' }, zh: '慢直播' },
    mini: { ...switchOption, summary: { en: 'for mini programs', zh: '是否小程序直播' }, zh: '小程序' },
  },
  action: 'AddLiveDomain',
  named: ({ domain }) => domain,
  params: ({ domain, kind, area, slow, mini }) => ({
    DomainName: domain,
    DomainType: kind === 'push' ? 0 : 1,
    ...(kind === 'play' && { PlayType: numberOf(area ?? 'mainland') }),
    ...(slow === 'on' && { IsDelayLive: 1 }),
    ...(mini === 'on' && { IsMiniProgramLive: 1 }),
  }),
  facts: ({ say, language }, { kind, area = 'mainland' }) => [
    { label: say('Kind', '类型'), value: kind === 'push' ? say('push', '推流') : say('play', '播放') },
    ...(kind === 'play'
      ? [
          {
            label: say('Area', '加速区域'),
            value: wording(AREAS[numberOf(area)] ?? { en: area, zh: area }, language),
          },
        ]
      : []),
  ],
  warn: (_, { kind, area = 'mainland' }) => [
    {
      en: 'Its name has to lead to the cloud before it works: the outcome shows the CNAME to set.',
      zh: '域名要解析到云端后才能使用：添加完成后会显示需要配置的 CNAME。',
    },
    ...(kind === 'play'
      ? [
          {
            en: 'Without a certificate and auth it is open to everybody over http.',
            zh: '未配置证书和鉴权前，任何人都可以通过 http 播放。',
          },
        ]
      : []),
    ...(kind === 'play' && area === 'overseas'
      ? []
      : [
          {
            en: 'In mainland China the domain needs its ICP filing, or the cloud refuses it.',
            zh: '在中国大陆使用的域名必须已完成 ICP 备案，否则云端会拒绝。',
          },
        ]),
    {
      en: 'Where the cloud wants proof that the domain is yours: domain verify.',
      zh: '如果云端要求证明域名归属，请先用“域名 验证”。',
    },
  ],
});
