import type { Domain } from '../../src/live/read/domains.ts';
import { inRed } from '../in-red.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { domainNoun, domainSubject } from './noun.ts';
import { MOST_WATCHED, readOnAir } from './on-air.ts';

/** `domain enable`: EnableLiveDomain. */
export const domainEnable = actCommand({
  name: 'domain enable',
  zh: '域名 启用',
  summary: { en: 'Switch a domain on', zh: '启用域名' },
  risk: 'air',
  noun: domainNoun,
  subject: domainSubject,
  options: {},
  action: 'EnableLiveDomain',
  params: ({ name }) => ({ DomainName: name }),
  title: (label) => ({ en: `Enable ${label}`, zh: `启用域名 ${label}` }),
  refuse: ({ name, isOn }) => (isOn ? already(name, true) : undefined),
  warn: (_, { kind }) => [
    kind === 'push'
      ? { en: 'Encoders can push to it again.', zh: '推流端可以重新向该域名推流。' }
      : { en: 'Viewers can play from it again.', zh: '观众可以重新从该域名观看。' },
  ],
  isDone: (domain) => domain?.isOn === true,
  undo: () => ({ command: 'domain disable', label: { en: 'Undo: disable it', zh: '撤销：禁用域名' } }),
  undoText: { en: 'Undo: disable it.', zh: '可撤销：禁用域名。' },
});

/** `domain disable`: ForbidLiveDomain, which ends every push and every play on the domain. */
export const domainDisable = actCommand({
  name: 'domain disable',
  zh: '域名 禁用',
  summary: { en: 'Switch a domain off, with everything on it', zh: '禁用域名，其上的推流或观看全部中断' },
  risk: 'air',
  noun: domainNoun,
  subject: domainSubject,
  options: {},
  action: 'ForbidLiveDomain',
  params: ({ name }) => ({ DomainName: name }),
  title: (label) => ({
    en: `Disable ${label}, with everything on it`,
    zh: `禁用域名 ${label}，其上全部中断`,
  }),
  refuse: ({ name, isOn }) => (isOn ? undefined : already(name, false)),
  warn: async (context, domain) => [what(domain), ...(await readOnAir(context, domain)).lines],
  facts: async (context, domain) => (await readOnAir(context, domain, MOST_WATCHED)).facts,
  isDone: (domain) => domain?.isOn === false,
  undo: () => ({ command: 'domain enable', label: { en: 'Undo: enable it', zh: '撤销：启用域名' } }),
  undoText: {
    en: 'Undo: enable it. Encoders and players then have to connect again.',
    zh: '可撤销：重新启用；推流端和播放器需要重新连接。',
  },
});

function what({ kind }: Domain) {
  return inRed(
    kind === 'push'
      ? {
          en: 'Every stream that is pushed to this domain is cut, and none can come back.',
          zh: '推到该域名的所有流都会断开，且无法重新推流。',
        }
      : {
          en: 'Everybody who watches through this domain loses the picture.',
          zh: '通过该域名观看的所有观众都会看不到画面。',
        },
  );
}

function already(name: string, isOn: boolean) {
  return nothingToDo(
    isOn
      ? { en: `${name} is switched on already`, zh: `域名 ${name} 已启用` }
      : { en: `${name} is switched off already`, zh: `域名 ${name} 已禁用` },
    isOn
      ? {
          en: 'Where it does not work all the same, look for the reason: domain check.',
          zh: '如果仍不可用，请用“域名 检查”查找原因。',
        }
      : { en: 'Nothing to switch off.', zh: '无需禁用。' },
    typedLine(isOn ? 'domain check' : 'domain enable', name),
  );
}
