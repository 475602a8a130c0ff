import { defineLook, type CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { readDomains, type Domain } from '../../src/live/read/domains.ts';
import { inTime } from '../../src/live/in-time.ts';
import { findingsCard, type Finding } from '../findings.ts';
import { typedLine } from '../typed-line.ts';
import { whyUnread } from '../unread.ts';
import { faultsOf } from './faults.ts';
import { readAll, type FeatureRead } from './read-all.ts';

/** How long all lists together may take, ms: they are read side by side. */
const PATIENCE_MS = 5000;

/**
 * `rule check`: reads every template and rule of the account within a few seconds, and what could not be read is said.
 */
export const ruleCheck = defineLook({
  name: 'rule check',
  zh: '规则 检查',
  summary: {
    en: 'Check all rules and templates: dead ends, conflicts, missing callbacks, what nothing uses',
    zh: '检查全部规则和模板：失效、冲突、无人使用或未配置回调',
  },
  risk: 'read',
  options: {},
  async run(context) {
    const live = inTime(context.live, context.now, PATIENCE_MS);
    const within = { ...context, live };
    const [all, domains] = await Promise.all([readAll(within), domainsOf(within)]);
    return findingsCard(context, context.say('Rules', '规则'), [
      ...all.flatMap((read) => foundIn(read, domains.complete)),
      ...domains.unread,
      ...untold(all, domains.complete),
    ]);
  },
});

function foundIn(
  { feature, bindings, error }: FeatureRead,
  domains: readonly Domain[] | undefined,
): readonly Finding[] {
  if (bindings) return faultsOf(feature, bindings, domains);
  return [unread(feature.name, feature.zh, error)];
}

/** All domains; undefined where that is not known: what is missing from a part proves nothing. */
async function domainsOf(
  context: CommandContext,
): Promise<{ readonly complete: readonly Domain[] | undefined; readonly unread: readonly Finding[] }> {
  try {
    const { items, complete } = await readDomains(context);
    return { complete: complete ? items : undefined, unread: [] };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { complete: undefined, unread: [unread('domains', '域名', error)] };
  }
}

/** Push domains of which nobody is told anything. */
function untold(all: readonly FeatureRead[], domains: readonly Domain[] | undefined): readonly Finding[] {
  const rules = all.find(({ feature }) => feature.name === 'callback')?.bindings?.rules;
  if (!rules || !domains) return [];
  return domains
    .filter(({ kind, isOn }) => kind === 'push' && isOn)
    .filter(({ name }) => !rules.some(({ domain }) => domain === name))
    .map(({ name }) => ({
      is: 'wrong',
      text: {
        en: `${name} has no callback rule: nobody is notified when its streams break`,
        zh: `${name} 没有回调规则：断流时无人收到通知`,
      },
      fix: typedLine('callback template list'),
    }));
}

function unread(en: string, zh: string, error: AirdeskError): Finding {
  const why = whyUnread(error);
  return { is: 'unread', text: { en: `${en}: ${why.en}`, zh: `${zh}：${why.zh}` } };
}
