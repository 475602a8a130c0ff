import { defineLook } from '../../src/command.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { findingsCard, looked, type Finding } from '../findings.ts';
import { keyFindings, readKeyed } from './facts.ts';

/** So many domains are asked for their keys at once. */
const AT_ONCE = 10;

/** The keys are read, and at once reduced to what may be told: whether they are there, how long, and alike. */
export const keyCheck = defineLook({
  name: 'key check',
  zh: '鉴权 检查',
  summary: {
    en: 'Which domains have no auth, a weak key or an open key change',
    zh: '检查各域名的鉴权：未开启、Key 过短、轮换未完成',
  },
  risk: 'read',
  options: {},
  async run(context) {
    const domains = (await readDomains(context)).items.filter(({ isOn }) => isOn);
    const findings: Finding[] = [];
    for (let at = 0; at < domains.length; at += AT_ONCE) {
      const some = domains
        .slice(at, at + AT_ONCE)
        .map((domain) =>
          looked({ en: domain.name, zh: domain.name }, async () =>
            keyFindings(context, await readKeyed(context, domain)),
          ),
        );
      findings.push(...(await Promise.all(some)).flat());
    }
    return findingsCard(context, context.say('Keys', '鉴权'), findings);
  },
});
