import { defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { hideButton } from '../hide-button.ts';
import { authText, validText } from './facts.ts';
import { keyedOption, resolveKeyed } from './keyed.ts';

/** `key show`: the keys of a domain. To the asker only. */
export const keyShow = defineLook({
  name: 'key show',
  zh: '鉴权 查看',
  summary: { en: 'Show the auth keys of a domain; only you see them', zh: '查看域名的鉴权 Key，仅自己可见' },
  risk: 'secret',
  options: { domain: keyedOption },
  async run(context, { domain: given }) {
    const { say } = context;
    const { domain, auth } = await resolveKeyed(context, given, 'key show');
    return card(say(`Keys of ${domain.name}`, `域名 ${domain.name} 的鉴权 Key`), {
      visibility: 'asker',
      lines: [say('Seen by you only. Do not pass it on.', '仅自己可见，请勿转发。')],
      facts: [
        { label: say('Auth', '鉴权'), value: authText(context, auth, domain.kind) },
        { label: say('Main key', '主 Key'), value: auth.main || say('none', '无') },
        { label: say('Backup key', '备 Key'), value: auth.backup || say('none', '无') },
        { label: say('Addresses are good', '地址有效期'), value: validText(context, auth.valid) },
      ],
      buttons: [hideButton(say)],
    });
  },
});
