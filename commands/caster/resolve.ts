import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { CommandContext, OptionSpec, Target } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { readCasterList, type ListedCaster } from '../../src/live/read/casters.ts';
import { pick, worded, type Worded } from '../pick.ts';
import type { Reader } from '../../src/live/reader.ts';
import { instant } from '../when.ts';
import type { Text } from '../../src/text/language.ts';
import { nameWithId, spaced } from '../../src/card/name-with-id.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** A caster with what names it and nothing else in a line. */
export type Caster = Worded<ListedCaster>;

/** The caster that a command is about. */
export const casterOption = {
  schema: z.string().min(1).max(128),
  summary: { en: 'id or name of the caster', zh: '导播台的 ID 或名称' },
  zh: '导播台',
  required: true,
  example: '63501',
  suggests: 'caster',
  names: true,
} as const satisfies OptionSpec;

/** All casters of the account. @throws LiveError */
export async function readCasters(context: Reader): Promise<Caster[]> {
  return worded(await readCasterList(context));
}

/** The one caster that `given` can mean, by id or by name. @throws Refusal */
export async function resolveCaster(
  context: Reader,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<Caster> {
  const noun = { en: 'caster', zh: '导播台' };
  return pick(given, await readCasters(context), { noun, list: 'caster list', command, rest });
}

/** What a command on a caster acts on. Its label is in the audit and is compared: the same in every language. */
export function casterTarget(context: CommandContext, caster: Caster): Target {
  return { key: `${context.account}/caster/${caster.id}`, label: casterLabel(caster).en };
}

/** `studio-a (63501)`, in the brackets of each language; its id alone where it has no name. */
export function casterLabel(caster: Caster): Text {
  return nameWithId(safeLine(caster.name, 60), caster.id);
}

/** @throws Refusal where its time is over: the cloud starts nothing on it then (CasterInfo, ExpireTime). */
export function refuseExpired(context: CommandContext, caster: Caster): void {
  const expires = fromCloud(caster.info.ExpireTime);
  if (expires === undefined || expires > context.now()) return;
  const at = instant(context, expires);
  throw new Refusal(
    'airdesk.expired',
    {
      en: `Caster ${casterLabel(caster).en} expired at ${at}`,
      zh: `导播台 ${spaced(casterLabel(caster).zh)}已于 ${at} 过期`,
    },
    { en: 'Extend it in the cloud console first.', zh: '请先在云控制台延长有效期。' },
    ['caster list'],
  );
}
