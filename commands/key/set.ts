import { z } from 'zod';
import { defineAct, type OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { writeAuth, type Auth } from '../../src/live/read/auth.ts';
import { byId } from '../../src/text/name-forms.ts';
import type { Text } from '../../src/text/language.ts';
import { wording } from '../../src/text/language.ts';
import { readOnAir } from '../domain/on-air.ts';
import { inRed } from '../in-red.ts';
import { lengthSchema, lengthWords } from '../length.ts';
import { nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { authText, validText } from './facts.ts';
import { keyedOption, keyPreview, readKeyedAgain, resolveKeyed, type KeyedPlan } from './keyed.ts';

type Plan = KeyedPlan & {
  readonly to: { readonly isOn?: boolean; readonly valid?: number };
  readonly was: { readonly isOn: boolean; readonly valid: number };
};

const YEAR = 366 * 86_400_000;

const validOption = {
  schema: lengthSchema({ min: 0, max: YEAR }),
  words: lengthWords,
  summary: { en: 'how long an address is good after its txTime', zh: '地址在 txTime 之后的有效时间' },
  ...{ zh: '有效期', required: false, example: '30m' },
} as const satisfies OptionSpec;

/** `key set`: switches the auth of a domain, or changes how long an address is good. No key is typed or shown. */
export const keySet = defineAct({
  name: 'key set',
  zh: '鉴权 修改',
  summary: { en: 'Switch auth of a domain on or off, or its validity', zh: '开关域名鉴权或修改有效时间' },
  risk: 'air',
  options: {
    domain: keyedOption,
    auth: {
      schema: z.enum(['on', 'off']).optional(),
      summary: { en: 'whether addresses have to be signed', zh: '地址是否必须带签名' },
      ...{ zh: '鉴权', required: false, example: 'on' },
      choices: [
        { value: 'on', label: { en: 'on', zh: '开' } },
        { value: 'off', label: { en: 'off', zh: '关' } },
      ],
    },
    valid: validOption,
  },
  async preview(context, { domain: given, auth: asked, valid }) {
    const { say, language } = context;
    const keyed = await resolveKeyed(context, given, 'key set');
    const { domain, auth } = keyed;
    const { name, kind } = domain;
    if (asked === undefined && valid === undefined) throw nothingGiven(name);
    const to = {
      ...(asked !== undefined && { isOn: asked === 'on' }),
      ...(valid !== undefined && { valid: valid.ms / 1000 }),
    };
    const after = { ...auth, ...to };
    if (after.isOn === auth.isOn && after.valid === auth.valid) throw isSoAlready(name);
    const plan: Plan = { domain: name, kind, to, was: { isOn: auth.isOn, valid: auth.valid } };
    const common = keyPreview(context, keyed);
    const changes = [
      ...(after.isOn === auth.isOn
        ? []
        : [`${authText(context, auth, kind)} → ${authText(context, after, kind)}`]),
      ...(after.valid === auth.valid
        ? []
        : [`${validText(context, auth.valid)} → ${validText(context, after.valid)}`]),
    ];
    return {
      ...common,
      title: say(`Change auth of ${name}`, `修改域名 ${name} 的鉴权`),
      plan,
      facts: [
        { label: say('Change', '变更'), value: changes.join('\n') },
        ...common.facts,
        ...(await readOnAir(context, domain)).facts,
      ],
      lines: [
        ...warnings(kind, auth, after).map((line) => wording(line, language)),
        say('Undo: the values as they are now.', '可撤销：恢复当前的设置。'),
      ],
    };
  },
  run: (context, { domain: name, kind, to }: Plan) => writeAuth(context, { name, kind }, to),
  async verify(context, plan: Plan) {
    const keyed = await readKeyedAgain(context, plan);
    if (!keyed) return { seen: false, facts: [] };
    const { isOn = keyed.auth.isOn, valid = keyed.auth.valid } = plan.to;
    const { facts } = keyPreview(context, keyed);
    return { seen: keyed.auth.isOn === isOn && keyed.auth.valid === valid, facts };
  },
  undo: ({ say }, { domain, was }) => ({
    command: 'key set',
    label: say('Undo: as it was', '撤销：恢复原样'),
    options: { domain: byId(domain), auth: was.isOn ? 'on' : 'off', valid: String(was.valid) },
  }),
});

function warnings(kind: KeyedPlan['kind'], before: Auth, after: Auth): Text[] {
  const found: Text[] = [];
  if (after.isOn && !before.isOn)
    found.push(
      inRed({
        en: 'Addresses without a signature, or with another one, are refused at their next connect.',
        zh: '没有签名或签名不符的地址，下次连接时会被拒绝。',
      }),
    );
  if (!after.isOn && before.isOn)
    found.push(
      inRed(
        kind === 'push'
          ? {
              en: 'Anybody who knows the domain may push and go on air.',
              zh: '任何知道该域名的人都可以推流上播。',
            }
          : { en: 'Anybody who knows the address may play.', zh: '任何知道地址的人都可以播放。' },
      ),
    );
  if (after.valid < before.valid)
    found.push({ en: 'Addresses that are out there end sooner.', zh: '已发出的地址会更早失效。' });
  return [
    ...found,
    {
      en: 'Existing connections continue until they reconnect.',
      zh: '已建立的连接不受影响，直到重新连接。',
    },
  ];
}

function nothingGiven(name: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: 'Give auth:on, auth:off or valid:', zh: '请填写 鉴权:开/关 或 有效期:' },
    {
      en: `As in: key set ${name} valid:30m. Keys are never typed: key rotate makes them. Nothing was done.`,
      zh: `例如：鉴权 修改 ${name} 有效期:30m。Key 不能手工填写，由“鉴权 轮换”生成。未执行任何操作。`,
    },
    [typedLine('key rotate', name)],
  );
}

function isSoAlready(name: string): Refusal {
  return nothingToDo(
    { en: `Auth of ${name} is so already`, zh: `域名 ${name} 的鉴权已是如此` },
    { en: 'Nothing to change.', zh: '无需修改。' },
    typedLine('domain check', name),
  );
}
