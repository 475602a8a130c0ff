import { readDomains } from '../../src/live/read/domains.ts';
import { worded } from '../pick.ts';
import { listCommand } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import { areaText, cnameText, kindWord, powerWord } from './noun.ts';

/** `domain list`: DescribeLiveDomains. */
export const domainList = listCommand({
  name: 'domain list',
  zh: '域名 列表',
  summary: {
    en: 'List the domains; the filter takes push, play, on or off as well',
    zh: '列出域名，筛选词也可以是 推流、播放、已启用、已禁用',
  },
  read: async (context) => {
    const { items, total } = await readDomains(context);
    return { items: worded(items), total };
  },
  searched: ({ say }, domain) => [domain.name, kindWord(say, domain), powerWord(say, domain)],
  title: (count) => ({ en: `Domains: ${count}`, zh: `域名：${count} 个` }),
  none: { en: 'There are no domains', zh: '还没有域名' },
  noMatch: { en: 'No such domain', zh: '没有符合条件的域名' },
  hint: { en: 'To add one: domain add', zh: '添加域名：域名 添加' },
  columns: [
    [{ en: 'Domain', zh: '域名' }, (_, domain) => domain.name],
    [{ en: 'Kind', zh: '类型' }, ({ say }, domain) => kindWord(say, domain)],
    [{ en: 'State', zh: '状态' }, ({ say }, domain) => powerWord(say, domain)],
    [{ en: 'CNAME', zh: 'CNAME' }, cnameText],
    [{ en: 'Area', zh: '加速区域' }, areaText],
    [
      { en: 'Slow live', zh: '慢直播' },
      ({ say }, { info }) => (Number(info.IsDelayLive ?? 0) === 1 ? say('yes', '是') : ''),
    ],
  ],
  button: (_, domain, rows) => rowButton('domain show', domain, rows, ({ name }) => name),
});
