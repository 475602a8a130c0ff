import { z } from 'zod';
import { defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { isNewKey } from '../../src/keys/key-book.ts';
import { readAuth, writeAuth } from '../../src/live/read/auth.ts';
import { wording } from '../../src/text/language.ts';
import { byId } from '../../src/text/name-forms.ts';
import { readOnAir } from '../domain/on-air.ts';
import { inRed } from '../in-red.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { keyedOption, keyPreview, readKeyedAgain, resolveKeyed, type KeyedPlan } from './keyed.ts';
import { authOff, restoring } from './restore.ts';

type Plan = KeyedPlan & { readonly held: string };

/** One write: the new key becomes the main one, and the backup key one that nobody has. */
export const keyPromote = defineAct({
  name: 'key promote',
  zh: '鉴权 转正',
  summary: { en: 'End a key change: the new key becomes the main one', zh: '完成轮换：新 Key 转为主 Key' },
  risk: 'air',
  options: {
    domain: keyedOption,
    early: {
      schema: z.enum(['on', 'off']).optional(),
      summary: { en: 'also before old addresses have expired', zh: '旧地址尚未全部过期时也执行' },
      ...{ zh: '提前', required: false, example: 'on' },
      choices: [
        { value: 'on', label: { en: 'on', zh: '开' } },
        { value: 'off', label: { en: 'off', zh: '关' } },
      ],
    },
  },
  async preview(context, { domain: given, early }) {
    const { say, language, keys } = context;
    const keyed = await resolveKeyed(context, given, 'key promote');
    const { domain, auth, isOpen } = keyed;
    const { name, kind } = domain;
    if (!auth.isOn) throw authOff(name);
    if (!isOpen) throw noneOpen(name);
    const good = (await keys.goodUntil(name)).main + auth.valid * 1000;
    const isEarly = good > context.now();
    if (isEarly && early !== 'on') throw tooEarly(name, when(context, good));
    const plan: Plan = { domain: name, kind, held: keys.newKey() };
    const common = keyPreview(context, keyed);
    return {
      ...common,
      title: say(`Make the new key of ${name} the main one`, `将域名 ${name} 的新 Key 转为主 Key`),
      plan,
      facts: [...common.facts, ...(await readOnAir(context, domain)).facts],
      lines: [
        ...(isEarly
          ? [
              wording(
                inRed({
                  en: `Addresses made here with the old key are good until ${when(context, good)}: they fail before that.`,
                  zh: `此处用旧 Key 生成的地址有效至 ${when(context, good)}，会提前失效。`,
                }),
                language,
              ),
            ]
          : []),
        wording(
          inRed({
            en: 'Every address signed with the old main key fails at its next connect. Running pushes continue until they reconnect.',
            zh: '用旧主 Key 签名的地址，下次连接时全部失效。正在进行的推流会继续，直到重新连接。',
          }),
          language,
        ),
        say(
          'Step 2 of 2. The backup key becomes one that nobody has.',
          '第 2 步，共 2 步。备 Key 会换成无人持有的随机值。',
        ),
        say('Undo: within 15 min, while Airdesk is not restarted.', '可撤销：15 分钟内，且 Airdesk 未重启。'),
      ],
    };
  },
  async run(context, { domain: name, kind, held }: Plan) {
    const { keys } = context;
    const { main, backup } = await readAuth(context, { name, kind });
    if (!isNewKey(await keys.rotation(name), backup)) throw noneOpen(name);
    keys.hold(held, { main, backup });
    await writeAuth(context, { name, kind }, { main: backup, backup: keys.newKey() });
    await keys.promoted(name);
  },
  async verify(context, plan: Plan) {
    const keyed = await readKeyedAgain(context, plan);
    if (!keyed) return { seen: false, facts: [] };
    const { facts } = keyPreview(context, keyed);
    return { seen: isNewKey(keyed.rotation, keyed.auth.main) && !keyed.isOpen, facts };
  },
  undo: (context, { domain, held }) => restoring(context, byId(domain), held),
});

function noneOpen(name: string): Refusal {
  return new Refusal(
    'airdesk.nothing-to-do',
    { en: `No key change of ${name} is open`, zh: `域名 ${name} 没有进行中的轮换` },
    {
      en: 'Begin one with key rotate. A backup key that was set in the console is not taken for one of ours.',
      zh: '请先用“鉴权 轮换”开始。控制台里设置的备 Key 不会被当作轮换的新 Key。',
    },
    [typedLine('key rotate', name)],
  );
}

function tooEarly(name: string, until: string): Refusal {
  return new Refusal(
    'airdesk.too-early',
    {
      en: `Addresses with the old key are still good, until ${until}`,
      zh: `旧 Key 签名的地址仍在有效期内，至 ${until}`,
    },
    {
      en: 'Wait until they have expired, or say early:on. Addresses created elsewhere are unknown here. Nothing was done.',
      zh: '请等它们过期，或加上 提前:开。在别处生成的地址无法得知。未执行任何操作。',
    },
    [`${typedLine('key promote', name)} early:on`],
  );
}
