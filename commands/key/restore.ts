import { z } from 'zod';
import { type CommandContext, defineAct, type Undo } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { isNewKey } from '../../src/keys/key-book.ts';
import { writeAuth } from '../../src/live/read/auth.ts';
import { nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { keyedOption, keyPreview, readKeyedAgain, resolveKeyed, type KeyedPlan } from './keyed.ts';

type Plan = KeyedPlan & { readonly held: string };

/** The undo of a change of keys, as long as the former ones are in memory. */
export function restoring({ keys, say }: CommandContext, domain: string, held: string): Undo | undefined {
  if (!keys.held(held)) return undefined;
  return {
    command: 'key restore',
    options: { domain, held },
    label: say('Undo: the former keys', '撤销：恢复原来的 Key'),
  };
}

/** The hidden undo of `key set`, `key rotate` and `key promote`. Refused once the former keys are no longer held. */
export const keyRestore = defineAct({
  name: 'key restore',
  zh: '鉴权 还原',
  summary: { en: 'Put the former keys of a domain back', zh: '恢复域名原来的 Key' },
  risk: 'air',
  hidden: true,
  options: {
    domain: keyedOption,
    held: {
      schema: z.string().min(1).max(64),
      summary: { en: 'what the former keys are held by', zh: '原 Key 的暂存编号' },
      ...{ zh: '暂存', required: true, example: '0a1b2c' },
    },
  },
  async preview(context, { domain: given, held }) {
    const { say, keys } = context;
    const keyed = await resolveKeyed(context, given, 'key restore');
    const { domain, auth, rotation, isOpen } = keyed;
    const former = keys.held(held);
    if (!former) throw notHeld(domain.name);
    // As key rotate left it, or as key promote did.
    if (!isOpen && !isNewKey(rotation, auth.main)) throw changed(domain.name);
    const plan: Plan = { domain: domain.name, kind: domain.kind, held };
    return {
      ...keyPreview(context, keyed),
      title: say(`Put the former keys of ${domain.name} back`, `恢复域名 ${domain.name} 原来的 Key`),
      plan,
      lines: [
        say(
          'Addresses that were signed with the new key fail at their next connect.',
          '用新 Key 签名的地址，下次连接时会失效。',
        ),
        say('No undo.', '无法撤销。'),
      ],
    };
  },
  async run(context, { domain: name, kind, held }: Plan) {
    const former = context.keys.held(held);
    if (!former) throw notHeld(name);
    await writeAuth(context, { name, kind }, former);
  },
  async verify(context, plan: Plan) {
    const keyed = await readKeyedAgain(context, plan);
    const former = context.keys.held(plan.held);
    if (!keyed) return { seen: false, facts: [] };
    const { facts } = keyPreview(context, keyed);
    const { main, backup } = keyed.auth;
    return { seen: main === former?.main && backup === former.backup, facts };
  },
});

/** A domain whose auth is off has no key that anything depends on. */
export function authOff(name: string): Refusal {
  return nothingToDo(
    { en: `Auth of ${name} is off: no address is signed`, zh: `域名 ${name} 未开启鉴权，地址不带签名` },
    { en: 'Switch it on first.', zh: '请先开启鉴权。' },
    `${typedLine('key set', name)} auth:on`,
  );
}

function notHeld(name: string): Refusal {
  return new Refusal(
    'airdesk.not-held',
    {
      en: `The former keys of ${name} are no longer in memory`,
      zh: `域名 ${name} 原来的 Key 已不在内存中`,
    },
    {
      en: 'They are held for 15 minutes and not across a restart. Nothing was done. Begin a new change with key rotate.',
      zh: '原 Key 只在内存中保留 15 分钟，重启后不再保留。未执行任何操作。请用“鉴权 轮换”重新开始。',
    },
    [typedLine('key rotate', name)],
  );
}

function changed(name: string): Refusal {
  return new Refusal(
    'airdesk.changed',
    { en: `The keys of ${name} were changed in the meantime`, zh: `域名 ${name} 的 Key 已被改动` },
    { en: 'Nothing was done. Look first.', zh: '未执行任何操作。请先查看。' },
    [typedLine('domain check', name)],
  );
}
