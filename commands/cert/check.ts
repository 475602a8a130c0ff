import { defineLook, type CommandContext } from '../../src/command.ts';
import { covers, readCertificate, type BoundCertificate } from '../../src/live/read/certificates.ts';
import { readPlayDomains } from '../../src/live/read/domains.ts';
import { findingsCard, looked, type Finding } from '../findings.ts';
import { lengthSchema, lengthWords } from '../length.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { card } from '../card.ts';
import { certText } from './noun.ts';

const DAY = 86_400_000;
/** How long before its end a certificate is worth a warning, unless somebody says otherwise, ms. */
const SOON = 30 * DAY;
/** So many domains are asked for their certificate at once. */
const AT_ONCE = 10;

/** `cert check`: DescribeLiveDomainCert of every play domain that is switched on. */
export const certCheck = defineLook({
  name: 'cert check',
  zh: '证书 检查',
  summary: { en: 'Which certificates expire or do not fit', zh: '检查证书到期和不匹配' },
  risk: 'read',
  options: {
    within: {
      schema: lengthSchema({ min: DAY, max: 1000 * DAY }),
      words: lengthWords,
      summary: { en: 'warn of what expires within this time', zh: '提醒在这段时间内到期的证书' },
      ...{ zh: '期限', required: false, example: '30d' },
    },
  },
  async run(context, { within }) {
    const soon = within?.ms ?? SOON;
    const { say } = context;
    const domains = (await readPlayDomains(context)).items.filter(({ isOn }) => isOn);
    if (domains.length === 0)
      return card(say('No play domain is switched on', '没有已启用的播放域名'), {
        lines: [say('See all with: domain list', '查看全部：域名 列表')],
      });
    const findings: Finding[] = [];
    for (let at = 0; at < domains.length; at += AT_ONCE) {
      const some = domains
        .slice(at, at + AT_ONCE)
        .map(({ name }) =>
          looked({ en: name, zh: name }, async () =>
            certFindings(context, name, await readCertificate(context, name), soon),
          ),
        );
      findings.push(...(await Promise.all(some)).flat());
    }
    return findingsCard(context, say('Certificates', '证书'), findings);
  },
});

/** What is to be said of the certificate of a play domain that is switched on. `within`: what is soon, ms. */
export function certFindings(
  context: CommandContext,
  name: string,
  binding: BoundCertificate | undefined,
  within = SOON,
): Finding[] {
  const set = typedLine('cert set', name);
  const wrong = (en: string, zh: string, fix = set): Finding[] => [
    { is: 'wrong', text: { en: `${name}: ${en}`, zh: `${name}：${zh}` }, fix },
  ];
  if (!binding)
    return [
      {
        is: 'note',
        text: {
          en: `${name}: no certificate, so no https and no webrtc`,
          zh: `${name}：未绑定证书，无法使用 https 和 webrtc`,
        },
        fix: set,
      },
    ];
  const { expires, names, isOn } = binding;
  const shown = certText(context, binding);
  const until = expires === undefined ? '' : when(context, expires);
  if (expires !== undefined && expires <= context.now())
    return wrong(`certificate ${shown} expired ${until}`, `证书 ${shown} 已过期：${until}`);
  if (names.length > 0 && !covers(names, name))
    return wrong(
      `certificate ${shown} is made out for ${names.join(', ')}, not for this domain`,
      `证书 ${shown} 适用于 ${names.join('、')}，与本域名不匹配`,
    );
  if (!isOn)
    return wrong(
      `it has certificate ${shown}, but https is off`,
      `已绑定证书 ${shown}，但 https 未开启`,
      `${typedLine('cert set', name)} https:on`,
    );
  if (expires !== undefined && expires - context.now() < within)
    return wrong(`certificate ${shown} expires ${until}`, `证书 ${shown} 即将到期：${until}`);
  return [
    {
      is: 'well',
      text: {
        en: `${name}: https works, certificate good until ${until}`,
        zh: `${name}：https 正常，证书有效期至 ${until}`,
      },
    },
  ];
}
