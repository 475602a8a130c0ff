import { defineAct } from '../../src/command.ts';
import { isNewestKey } from '../../src/keys/key-book.ts';
import { readAuth, writeAuth } from '../../src/live/read/auth.ts';
import { byId } from '../../src/text/name-forms.ts';
import { when } from '../when.ts';
import { inRed } from '../in-red.ts';
import { wording } from '../../src/text/language.ts';
import { keyedOption, keyPreview, readKeyedAgain, resolveKeyed, type KeyedPlan } from './keyed.ts';
import { authOff, restoring } from './restore.ts';

/** `held`: what the former keys are held in memory by, for the undo. */
type Plan = KeyedPlan & { readonly held: string };

/** One write. The new key is made in the moment in which it is sent: no plan, no card and no log ever has it. */
export const keyRotate = defineAct({
  name: 'key rotate',
  zh: '鉴权 轮换',
  summary: { en: 'Begin a key change: a new backup key', zh: '开始轮换鉴权 Key：生成新的备用 Key' },
  risk: 'air',
  options: { domain: keyedOption },
  async preview(context, { domain: given }) {
    const { say, language, keys } = context;
    const keyed = await resolveKeyed(context, given, 'key rotate');
    const { domain, auth, isOpen, rotation } = keyed;
    if (!auth.isOn) throw authOff(domain.name);
    const plan: Plan = { domain: domain.name, kind: domain.kind, held: keys.newKey() };
    return {
      ...keyPreview(context, keyed),
      title: say(`Give ${domain.name} a new backup key`, `为域名 ${domain.name} 生成新的备 Key`),
      plan,
      lines: [
        ...(auth.backup === ''
          ? []
          : [
              wording(
                inRed({
                  en: 'Addresses signed with the present backup key fail at their next connect; those with the main key go on.',
                  zh: '用当前备 Key 签名的地址，下次连接时会失效；用主 Key 签名的不受影响。',
                }),
                language,
              ),
            ]),
        ...(isOpen && rotation
          ? [
              say(
                `A key change is open since ${when(context, rotation.at)}: its new key is replaced.`,
                `已有未完成的轮换（开始于 ${when(context, rotation.at)}），其新 Key 会被替换。`,
              ),
            ]
          : []),
        say(
          'Step 1 of 2. Then hand out new addresses (push-url, play-url), and end with key promote after the last old one has expired.',
          '第 1 步，共 2 步。之后请用“推流地址”“播放地址”发放新地址，待旧地址全部过期后再“鉴权 转正”。',
        ),
        say(
          'Airdesk makes the key itself and does not show it. Undo: within 15 min, while Airdesk is not restarted.',
          'Key 由 Airdesk 随机生成，不会显示。可撤销：15 分钟内，且 Airdesk 未重启。',
        ),
      ],
    };
  },
  async run(context, { domain: name, kind, held }: Plan) {
    const { keys } = context;
    const { main, backup } = await readAuth(context, { name, kind });
    const key = keys.newKey();
    // What tells the key from others is on disk before the key leaves: after a kill it can still be recognised.
    await keys.begin(name, key);
    keys.hold(held, { main, backup });
    await writeAuth(context, { name, kind }, { backup: key });
  },
  async verify(context, plan: Plan) {
    const keyed = await readKeyedAgain(context, plan);
    if (!keyed) return { seen: false, facts: [] };
    const { facts } = keyPreview(context, keyed);
    return { seen: isNewestKey(keyed.rotation, keyed.auth.backup), facts };
  },
  undo: (context, { domain, held }) => restoring(context, byId(domain), held),
});
