import { z } from 'zod';
import type { Command, CommandContext, OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { accountsCalled } from '../../src/oncall/accounts-called.ts';
import type { Rotation } from '../../src/oncall/rotation.ts';
import { nameForms, plainForm } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { near } from '../near.ts';

/** Rotations that are offered. */
const MOST = 10;

const NAMED = {
  summary: { en: 'name of the rotation, as oncall who shows it', zh: '轮值名称，见“值班 谁”' },
  zh: '轮值',
  example: 'control-room',
  suggests: 'rotation',
  names: true,
} as const;

/** The rotation that a command is about. */
export const rotationOption = {
  ...NAMED,
  schema: z.string().trim().min(1).max(64),
  required: true,
} as const satisfies OptionSpec;

/** The same where all of them are meant without one. */
export const anyRotationOption = {
  ...NAMED,
  schema: z.string().trim().min(1).max(64).optional(),
  summary: { en: 'only this rotation; all when left out', zh: '只看这个轮值，不填为全部' },
  required: false,
} as const satisfies OptionSpec;

/**
 * The rotation that is called so, exactly or in any case. `line`: the same command line with another name.
 * @throws Refusal where there is none, or where there are none at all
 */
export function rotationMeant(
  { oncall }: Pick<CommandContext, 'oncall'>,
  given: string,
  line: (name: string) => string,
): Rotation {
  const [only, second] = named(oncall.names, given);
  const found = only === undefined || second !== undefined ? undefined : oncall.rotation(only);
  if (found) return found;
  if (oncall.names.length === 0) throw noRotations();
  const shown = safeLine(given, 40);
  if (only !== undefined)
    throw ambiguous(
      { en: `"${shown}" can be several rotations`, zh: `“${shown}”可能指多个轮值` },
      {
        en: 'Nothing was changed. Write the name exactly as in airdesk.yaml.',
        zh: '未做任何更改。请按 airdesk.yaml 中的写法填写。',
      },
      named(oncall.names, given).slice(0, MOST).map(line),
    );
  const similar = near(plainForm(given), oncall.names, (name) => name);
  throw notFound(
    { en: `There is no rotation "${shown}"`, zh: `没有轮值“${shown}”` },
    {
      en: 'Nothing was changed. Rotations are listed under oncall in airdesk.yaml; see them with: oncall who',
      zh: '未做任何更改。轮值写在 airdesk.yaml 的 oncall 下；查看：值班 谁',
    },
    (similar.length > 0 ? similar : oncall.names).slice(0, MOST).map(line),
  );
}

/**
 * A refusal where the asker may not change who is called for all accounts that a rotation is called for.
 * @throws Refusal
 */
export function checkReach(
  { config, reaching }: Pick<CommandContext, 'config' | 'reaching'>,
  rotation: string,
  command: Pick<Command, 'name' | 'zh' | 'risk'>,
): void {
  const accounts = accountsCalled(config, rotation);
  const refused = reaching(command, accounts, {
    en: `${rotation} is called for ${accounts.join(', ')}.`,
    zh: `轮值 ${rotation} 负责的账号：${accounts.join('、')}。`,
  });
  if (refused) throw refused;
}

/** The rotations that are asked for: the one that is called so, or all. @throws Refusal where there are none */
export function rotationsMeant(
  context: Pick<CommandContext, 'oncall'>,
  given: string | undefined,
  line: (name: string) => string,
): readonly Rotation[] {
  if (given !== undefined) return [rotationMeant(context, given, line)];
  const { oncall } = context;
  const all = oncall.names.flatMap((name) => oncall.rotation(name) ?? []);
  if (all.length === 0) throw noRotations();
  return all;
}

function named(names: readonly string[], given: string): readonly string[] {
  for (const form of nameForms(given)) {
    if (names.includes(form)) return [form];
    const alike = names.filter((name) => name.toLowerCase() === form.toLowerCase());
    if (alike.length > 0) return alike;
  }
  return [];
}

function noRotations(): Refusal {
  return new Refusal(
    'airdesk.no-rotations',
    { en: 'There are no on-call rotations', zh: '还没有配置值班轮值' },
    {
      en: 'Write one under oncall in airdesk.yaml and start again: docs/on-call.md shows how, in ten minutes.',
      zh: '请在 airdesk.yaml 的 oncall 下添加轮值并重新启动；写法见 docs/on-call.md，十分钟即可。',
    },
  );
}
