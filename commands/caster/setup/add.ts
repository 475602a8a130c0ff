import { z } from 'zod';
import { Refusal } from '../../../src/errors.ts';
import { readCasterService, type CasterService } from '../../../src/live/read/casters.ts';
import type { CommandContext } from '../../../src/command.ts';
import type { Text } from '../../../src/text/language.ts';
import type { Until } from '../../until.ts';
import { addCommand } from '../../shape/add.ts';
import { fieldOptions, typedFields, type Typed } from '../../shape/field-options.ts';
import { factsOf, type FieldValues } from '../../shape/fields.ts';
import { casterNoun } from '../noun.ts';
import { casterParams, casterRows, transitionRow } from './settings.ts';
import { endSeconds, endText, untilOption } from '../until-option.ts';

const rows = [...casterRows, transitionRow];
const { own, fields } = fieldOptions(rows, {
  required: ['name'],
  optional: ['size', 'fps', 'bitrate', 'delay'],
});

/** What the account is told where it may use no casters. */
export const SERVICE: Readonly<Record<Exclude<CasterService, 'well' | 'unknown'>, Text>> = {
  closed: {
    en: 'Casters are not opened for this account: open them in the cloud console.',
    zh: '该账号未开通导播台：请在云控制台开通。',
  },
  arrears: { en: 'The account is in arrears: top it up first.', zh: '账号欠费：请先充值。' },
  banned: {
    en: 'The account is banned from casters: ask the vendor.',
    zh: '该账号的导播台被禁用：请联系服务商。',
  },
};

/** `caster add`: CreateCaster. */
export const casterAdd = addCommand({
  name: 'caster add',
  zh: '导播 添加',
  summary: { en: 'Make a caster', zh: '新建导播台' },
  risk: 'change',
  noun: casterNoun,
  options: {
    ...own,
    name: { ...own['name'], schema: z.string().min(1).max(128), names: true } as (typeof own)[string],
    until: untilOption,
    fields,
  },
  action: 'CreateCaster',
  named: (options) => (options as Typed)['name'] ?? '',
  params: (options, context) => {
    const end = endOfOptions(options, context);
    return {
      ...casterParams(valuesOf(options)),
      ...(end !== undefined && { ExpireTime: end }),
    };
  },
  facts: (context, options) => [
    ...factsOf(rows.slice(1), valuesOf(options), context.language),
    {
      label: context.say('Expires', '到期'),
      value: endText(context, endOfOptions(options, context) ?? 0),
    },
  ],
  warn: () => [
    {
      en: 'Nothing runs and nothing is billed before PVW or PGM is started. It has no inputs yet: caster input add.',
      zh: '启动预监或主监之前不运行也不计费。新导播台还没有输入：导播 输入 添加。',
    },
  ],
  refuse: async (_, context) => {
    const service = await readCasterService(context);
    if (service === 'well' || service === 'unknown') return undefined;
    return new Refusal(
      'airdesk.nothing-to-do',
      { en: 'This account can make no caster now', zh: '该账号目前无法新建导播台' },
      { en: `${SERVICE[service].en} Nothing was done.`, zh: `${SERVICE[service].zh}未执行任何操作。` },
    );
  },
  removedBy: { command: 'caster remove', option: 'caster' },
});

/** `name` stands in the options as well as among the fields. */
function valuesOf(options: unknown): FieldValues {
  return typedFields(rows, options as Typed);
}

function endOfOptions(options: unknown, context: CommandContext): number | undefined {
  const { until } = options as { readonly until?: Until | 'forever' | undefined };
  return until === undefined ? undefined : endSeconds(context, until);
}
