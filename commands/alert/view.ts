import type { Alert } from '../../src/alert/model/alert.ts';
import type { AlertView } from '../../src/alert/card/view.ts';
import { byWeight } from '../../src/alert/retention/weight.ts';
import type { CommandContext } from '../../src/command.ts';

/** How an alert is shown to who asks: what it belongs to, and what belongs to it. */
export function viewOf(context: CommandContext, alert: Alert): AlertView {
  const { alerts, account, config, language } = context;
  const of = alert.parent ?? alert.follows;
  const parent = of === undefined ? undefined : alerts.find(account, of);
  return {
    config,
    language,
    now: context.now(),
    ...(parent && { parent }),
    ...(alert.children && { children: membersOf(context, alert) }),
  };
}

/** What is part of an alert or follows from it: what lasts first, the strictest first. */
export function membersOf({ alerts, config }: CommandContext, alert: Alert): readonly Alert[] {
  return byWeight(alerts.childrenOf(alert), config.alerts);
}
