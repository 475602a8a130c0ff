import { readBindings } from '../../src/live/read/certificates.ts';
import { worded } from '../pick.ts';
import { listCommand } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import { when } from '../when.ts';
import { certText } from './noun.ts';

/** `cert list`: DescribeLiveDomainCertBindings. */
export const certList = listCommand({
  name: 'cert list',
  zh: '证书 列表',
  summary: {
    en: 'List the play domains with a certificate, soonest expiry first',
    zh: '按到期先后列出已绑定证书的播放域名',
  },
  read: async (context) => {
    const { items, total } = await readBindings(context);
    return { items: worded(items.map((item) => ({ ...item, id: item.domain, name: item.domain }))), total };
  },
  searched: (_, { domain, certificate, alias }) => [domain, certificate, alias],
  title: { en: 'Certificates', zh: '证书' },
  none: { en: 'No play domain has a certificate', zh: '还没有播放域名绑定证书' },
  noMatch: { en: 'No such certificate or domain', zh: '没有符合条件的证书或域名' },
  hint: {
    en: 'All play domains, with what is wrong: cert check',
    zh: '检查所有播放域名的证书问题：证书 检查',
  },
  columns: [
    [{ en: 'Domain', zh: '域名' }, (_, { domain }) => domain],
    [{ en: 'Certificate', zh: '证书' }, (context, binding) => certText(context, binding)],
    [{ en: 'https', zh: 'https' }, ({ say }, { isOn }) => (isOn ? say('on', '开') : say('off', '关'))],
    [
      { en: 'Expires', zh: '到期时间' },
      (context, { expires }) => (expires === undefined ? '' : when(context, expires)),
    ],
  ],
  button: (_, binding, rows) => rowButton('cert show', binding, rows, ({ domain }) => domain),
});
