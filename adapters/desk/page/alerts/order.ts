import type { DrawnAlert } from '../../live-view.ts';

const STATES: readonly DrawnAlert['state'][] = ['firing', 'acknowledged', 'muted', 'recovered', 'closed'];
const SEVERITIES: readonly DrawnAlert['severity'][] = ['critical', 'warning', 'info'];

/** Which alerts the list shows. */
export const SHOWN = ['all', 'waiting', ...STATES] as const;
/** One of SHOWN. */
export type Shown = (typeof SHOWN)[number];

/** The alerts that fit, most urgent first: what waits for somebody, then by how it stands, by severity, the newest first. */
export function byUrgency(
  all: Iterable<DrawnAlert>,
  { shown, sought }: { readonly shown: Shown; readonly sought: string },
): readonly DrawnAlert[] {
  const wanted = sought.trim().toLowerCase();
  return [...all]
    .filter((alert) => fits(alert, shown))
    .filter(({ id, what }) => `${id} ${what.en} ${what['zh-CN']}`.toLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        Number(b.waits) - Number(a.waits) ||
        STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.since - a.since,
    );
}

function fits({ state, waits }: DrawnAlert, shown: Shown): boolean {
  if (shown === 'all') return true;
  return shown === 'waiting' ? waits : state === shown;
}

/** The buttons that stand on an alert while it is folded: what helps, and who takes it on. Two, in the card's order. */
export function firstButtons<B extends { readonly id: string; readonly style?: string }>(
  buttons: readonly B[],
): readonly B[] {
  const helps = buttons.find(({ id, style }) => id.startsWith('run') && style === 'primary');
  const taken = buttons.find(({ id }) => id.startsWith('alert:ack:'));
  return buttons.filter((button) => button === helps || button === taken);
}
