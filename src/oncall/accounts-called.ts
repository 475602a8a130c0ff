import type { Config } from '../config/schema.ts';

/** What in airdesk.yaml says whose alerts a rotation is called for. */
type Called = Pick<Config, 'accounts'> & {
  readonly alerts: Pick<Config['alerts'], 'rules' | 'escalate' | 'escalation'>;
};

/**
 * The accounts for whose alerts a rotation is called, by the rules and escalations that name it. All of them where nothing
 * names it: who is on call there may be called for any.
 */
export function accountsCalled({ accounts, alerts }: Called, rotation: string): readonly string[] {
  const all = Object.keys(accounts);
  const isCalledBy = (policy: string | undefined): boolean =>
    policy !== undefined &&
    Object.hasOwn(alerts.escalation, policy) &&
    (alerts.escalation[policy]?.levels ?? []).some(({ call }) => call.includes(`rotation:${rotation}`));
  const called = new Set(
    alerts.rules
      .filter(({ escalate = alerts.escalate }) => isCalledBy(escalate))
      .flatMap(({ match }) => match.account ?? all),
  );
  // Alerts that no rule is about.
  if (isCalledBy(alerts.escalate)) return all;
  return called.size === 0 ? all : all.filter((account) => called.has(account));
}
