import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { readPlayDomains, type Domain } from '../../src/live/read/domains.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { AREAS, domainNoun, domainSubject } from './noun.ts';
import { readOnAir } from './on-air.ts';

const WORDS = ['mainland', 'global', 'overseas'] as const;

/** Which area a play domain serves. */
export const areaOption = {
  schema: z.enum(WORDS),
  summary: { en: 'the area that it serves', zh: '加速区域' },
  zh: '区域',
  required: true,
  example: 'global',
  choices: WORDS.map((value) => ({ value, label: AREAS[numberOf(value)] ?? { en: value, zh: value } })),
} as const satisfies OptionSpec;

/** The number that the API has for an area. */
export function numberOf(word: (typeof WORDS)[number]): number {
  return WORDS.indexOf(word) + 1;
}

/** `domain set`: ModifyLivePlayDomain. */
export const domainSet = actCommand({
  name: 'domain set',
  zh: '域名 修改',
  summary: { en: 'Change the area that a play domain serves', zh: '修改播放域名的加速区域' },
  risk: 'air',
  noun: { ...domainNoun, words: { en: 'play domain', zh: '播放域名' }, read: readPlayDomains },
  subject: {
    ...{ ...domainSubject, example: 'play.example.com' },
    summary: { en: 'the play domain', zh: '播放域名' },
  },
  options: { area: areaOption },
  action: 'ModifyLivePlayDomain',
  params: ({ name }, { area }) => ({ DomainName: name, PlayType: numberOf(area) }),
  title: (label, { area }) => {
    const to = areaOf(numberOf(area));
    return { en: `Let ${label} serve ${to.en}`, zh: `将域名 ${label} 的加速区域改为${to.zh}` };
  },
  refuse: ({ name, info }, { area }) =>
    Number(info.PlayType ?? 0) === numberOf(area)
      ? nothingToDo(
          {
            en: `${name} serves ${areaOf(numberOf(area)).en} already`,
            zh: `域名 ${name} 的加速区域已是${areaOf(numberOf(area)).zh}`,
          },
          { en: 'Nothing to change.', zh: '无需修改。' },
          typedLine('domain show', name),
        )
      : undefined,
  warn: () => [
    {
      en: 'Viewers outside the new area are served from far away or not at all. The price differs by area.',
      zh: '新区域以外的观众会被调度到远端节点，或无法观看。不同区域价格不同。',
    },
  ],
  facts: async (context, { info, ...domain }, { area }) => [
    {
      label: context.say('Change', '变更'),
      value: `${wording(areaOf(Number(info.PlayType ?? 0)), context.language)} → ${wording(areaOf(numberOf(area)), context.language)}`,
    },
    ...(await readOnAir(context, { ...domain, info })).facts,
  ],
  isDone: (domain, { params }) => isArea(domain, params),
  undo: ({ was }) => {
    const before =
      typeof was === 'object' && was !== null && 'area' in was ? WORDS[Number(was.area) - 1] : undefined;
    return before === undefined
      ? undefined
      : {
          command: 'domain set',
          options: { area: before },
          label: {
            en: `Undo: ${areaOf(numberOf(before)).en}`,
            zh: `撤销：改回${areaOf(numberOf(before)).zh}`,
          },
        };
  },
  undoText: { en: 'Undo: the area that it serves now.', zh: '可撤销：改回当前区域。' },
});

function areaOf(number: number): Text {
  return AREAS[number] ?? { en: 'an unknown area', zh: '未知区域' };
}

function isArea(domain: Domain | undefined, params: unknown): boolean {
  const asked =
    typeof params === 'object' && params !== null && 'PlayType' in params ? params.PlayType : undefined;
  return domain !== undefined && Number(domain.info.PlayType ?? 0) === Number(asked);
}
