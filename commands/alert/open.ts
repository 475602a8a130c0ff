import type { Alert } from '../../src/alert/model/alert.ts';
import type { CommandContext } from '../../src/command.ts';
import { SEVERITIES } from '../../src/callback/event.ts';

/** The alerts that last, the strictest first; what is part of another one is counted with that. */
export function openAlerts(context: CommandContext): readonly Alert[] {
  return context.alerts
    .list(context.account)
    .filter((alert) => alert.status === 'firing' && standsForItself(context, alert))
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.startedAt - a.startedAt,
    );
}

/** What had a card of its own beside that of an incident goes on by itself when somebody has closed that. */
export function standsForItself(
  { alerts }: Pick<CommandContext, 'alerts'>,
  { parent, status }: Alert,
): boolean {
  if (parent === undefined) return true;
  return status !== 'closed' && alerts.known(parent)?.status === 'closed';
}
