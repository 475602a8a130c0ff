import { INCIDENT } from '../../../callback/conditions.ts';
import { beganAt, type Alert } from '../../model/alert.ts';
import type { Tie } from '../../ties.ts';
import type { Draft } from '../draft.ts';
import { isFlapping, withFire } from '../flapping.ts';
import { worst } from '../severity.ts';

/**
 * An incident of these parts, which are still to be counted and to tell where it goes. `former`: the one before it about
 * the same; many that fail together again and again flap.
 */
export function newIncident(
  draft: Draft,
  { key, subject }: Tie,
  parts: readonly [Alert, ...Alert[]],
  former: Alert | undefined,
): Alert {
  const { input, now } = draft;
  const [newest] = parts;
  const facts = { condition: newest.condition, members: parts.length };
  const severity = worst(parts.map((part) => part.severity));
  const fires = withFire(former?.fires ?? [], now);
  return {
    ...newest,
    id: input.newId(),
    condition: INCIDENT,
    subject,
    severity,
    given: undefined,
    toldAs: severity,
    status: 'recovered',
    startedAt: Math.min(...parts.map(beganAt)),
    lastAt: Math.max(...parts.map(({ lastAt }) => lastAt)),
    firedAt: undefined,
    recoveredAt: undefined,
    wellAt: undefined,
    first: facts,
    last: undefined,
    code: undefined,
    cause: undefined,
    sequences: [],
    count: 0,
    fires,
    outages: undefined,
    flapping: isFlapping(fires, input.config),
    acknowledged: undefined,
    seen: false,
    assigned: undefined,
    muted: undefined,
    parent: undefined,
    children: { total: 0, open: 0 },
    groups: [key],
    rule: undefined,
    rules: [],
    channels: [],
    calls: undefined,
    escalation: undefined,
    pager: undefined,
    announced: false,
    reason: 'new',
    version: 1,
    found: undefined,
    history: [],
    steps: 0,
  };
}
