import { isFiring, type Alert } from '../../src/alert/alert.ts';
import type { AlertView } from '../../src/alert/card/view.ts';
import type { CommandContext } from '../../src/command.ts';

/** How an alert is shown to who asks: what it belongs to, and what belongs to it, those that last first. */
export function viewOf(context: CommandContext, alert: Alert): AlertView {
  const { alerts, account, config, language } = context;
  const parent = alert.parent === undefined ? undefined : alerts.find(account, alert.parent);
  return {
    config,
    language,
    now: context.now(),
    ...(parent && { parent }),
    ...(alert.condition === 'incident' && { children: membersOf(context, alert) }),
  };
}

/** What is part of an incident, those that last first. */
export function membersOf({ alerts }: CommandContext, incident: Alert): readonly Alert[] {
  const children = alerts.childrenOf(incident);
  return [...children.filter(isFiring), ...children.filter((child) => !isFiring(child))];
}
