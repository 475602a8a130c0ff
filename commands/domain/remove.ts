import { actCommand, nothingToDo } from '../shape/act.ts';
import { inRed } from '../in-red.ts';
import { typedLine } from '../typed-line.ts';
import { domainNoun, domainSubject } from './noun.ts';

/** `domain remove`: DeleteLiveDomain. Only a domain that is switched off. */
export const domainRemove = actCommand({
  name: 'domain remove',
  zh: '域名 删除',
  summary: { en: 'Delete a domain that is switched off', zh: '删除已禁用的域名' },
  risk: 'destroy',
  noun: domainNoun,
  subject: domainSubject,
  options: {},
  action: 'DeleteLiveDomain',
  params: ({ name, kind }) => ({ DomainName: name, DomainType: kind === 'push' ? 0 : 1 }),
  title: (label) => ({ en: `Delete the domain ${label}`, zh: `删除域名 ${label}` }),
  refuse: ({ name, isOn }) =>
    isOn
      ? nothingToDo(
          { en: `${name} is switched on`, zh: `域名 ${name} 处于启用状态` },
          {
            en: 'Disable it first: its preview says what goes off air. Nothing was done.',
            zh: '请先禁用：其预览会说明哪些内容会中断。未执行任何操作。',
          },
          typedLine('domain disable', name),
        )
      : undefined,
  warn: () => [
    inRed({
      en: 'Its rules, keys and the binding of its certificate go with it.',
      zh: '它的规则、鉴权 Key 和证书绑定会一并删除。',
    }),
    {
      en: 'The cloud refuses it while the domain has carried traffic within two days.',
      zh: '两天内有过流量的域名，云端会拒绝删除。',
    },
  ],
  isDone: (domain) => domain === undefined,
  undoText: {
    en: 'No undo: added again, it has new keys and no rules.',
    zh: '无法撤销：重新添加后 Key 会更换，规则也不会恢复。',
  },
});
