import { type CommandContext, defineLook } from '../../src/command.ts';
import { readCertificate } from '../../src/live/read/certificates.ts';
import type { Domain } from '../../src/live/read/domains.ts';
import { readReferer } from '../../src/live/read/referers.ts';
import type { Text } from '../../src/text/language.ts';
import { certFindings } from '../cert/check.ts';
import { findingsCard, looked, type Finding } from '../findings.ts';
import { keyFindings, readKeyed } from '../key/facts.ts';
import { emptyText, modeText } from '../referer/noun.ts';
import { nounOption, resolve } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { domainNoun, domainSubject } from './noun.ts';
import { readOnAir } from './on-air.ts';

/** Keys are read, and at once reduced to what may be told. */
export const domainCheck = defineLook({
  name: 'domain check',
  zh: '域名 检查',
  summary: {
    en: 'Say what is wrong with a domain, and how to fix it',
    zh: '检查域名配置并给出修复建议',
  },
  risk: 'read',
  options: { domain: nounOption(domainSubject) },
  async run(context, { domain: given }) {
    const domain = await resolve(context, domainNoun, given, 'domain check');
    const { name, kind } = domain;
    const looks: Promise<readonly Finding[]>[] = [
      looked({ en: 'auth', zh: '鉴权' }, async () => keyFindings(context, await readKeyed(context, domain))),
      kind === 'push' ? callbacks(context, name) : certificate(context, name),
      ...(kind === 'play' ? [referer(context, name)] : []),
      onAir(context, domain),
    ];
    const found = [power(domain), cname(domain), ...(await Promise.all(looks)).flat()];
    return findingsCard(context, name, found);
  },
});

function power({ name, isOn }: Domain): Finding {
  return isOn
    ? { is: 'well', text: { en: 'switched on', zh: '已启用' } }
    : {
        is: 'wrong',
        text: { en: 'switched off: nothing can be pushed or played on it', zh: '已禁用：无法推流或播放' },
        fix: typedLine('domain enable', name),
      };
}

function cname({ info }: Domain): Finding {
  const wanted = info.TargetDomain ?? '';
  if (Number(info.BCName ?? 0) === 1) return { is: 'well', text: { en: 'CNAME is set', zh: 'CNAME 已配置' } };
  const found = info.CurrentCName ?? '';
  return {
    is: 'wrong',
    text: {
      en: `CNAME is not set: at the DNS of the domain it has to lead to ${wanted || 'the name that the console shows'}${found === '' ? '' : `, and leads to ${found}`}`,
      zh: `CNAME 未配置：请在域名解析处将其指向 ${wanted || '控制台显示的地址'}${found === '' ? '' : `，目前指向 ${found}`}`,
    },
  };
}

function certificate(context: CommandContext, name: string): Promise<readonly Finding[]> {
  return looked({ en: 'certificate', zh: '证书' }, async () =>
    certFindings(context, name, await readCertificate(context, name)),
  );
}

function referer(context: CommandContext, name: string): Promise<readonly Finding[]> {
  return looked({ en: 'referer list', zh: 'Referer 防盗链' }, async () => {
    const { mode, allowsEmpty } = await readReferer(context, name);
    if (mode === 'off') return [];
    const both = (say: (en: string, zh: string) => string) => [
      modeText(say, mode),
      emptyText(say, allowsEmpty),
    ];
    const [en, zh] = [both((text) => text), both((_, text) => text)];
    return [
      {
        is: 'note',
        text: {
          en: `used from ${en[0] ?? ''}; players without a referer: ${en[1] ?? ''}`,
          zh: `来源限制：${zh[0] ?? ''}；空 Referer：${zh[1] ?? ''}`,
        },
      },
    ];
  });
}

/** A push domain whose callbacks go nowhere: what happens on it is not heard of. */
function callbacks({ live }: CommandContext, name: string): Promise<readonly Finding[]> {
  return looked({ en: 'callbacks', zh: '回调' }, async () => {
    const { Rules } = await live.call('DescribeLiveCallbackRules', {});
    const isBound = Rules.some(({ DomainName }) => DomainName === name);
    const text: Text = isBound
      ? { en: 'callbacks are sent', zh: '已绑定回调' }
      : {
          en: 'no callback rule: what happens on it is not heard of',
          zh: '未绑定回调：该域名上的事件不会通知到 Airdesk',
        };
    return [{ is: isBound ? 'well' : 'wrong', text }];
  });
}

async function onAir(context: CommandContext, domain: Domain): Promise<readonly Finding[]> {
  const { facts } = await readOnAir(context, domain);
  return facts.slice(0, 1).map(({ label, value }) => {
    const count = value.split('\n').length;
    const text = domain.kind === 'push' ? `${label}: ${count}` : `${label}: ${value}`;
    return { is: 'note', text: { en: text, zh: text.replace(': ', '：') } };
  });
}
