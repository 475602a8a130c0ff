import type { Config } from '../config/schema.ts';

/** What in airdesk.yaml says whose alerts call whom. */
type Called = Pick<Config, 'accounts'> & {
  readonly alerts: Pick<Config['alerts'], 'rules' | 'escalate' | 'escalation'>;
};

/**
 * The accounts for whose alerts a rotation is called, by the rules and escalations that name it. All of them where nothing
 * names it: who is on call there may be called for any.
 */
export function accountsCalled(config: Called, rotation: string): readonly string[] {
  const { escalation } = config.alerts;
  const called = accountsEscalating(
    config,
    (policy) =>
      Object.hasOwn(escalation, policy) &&
      (escalation[policy]?.levels ?? []).some(({ call }) => call.includes(`rotation:${rotation}`)),
  );
  return called.length === 0 ? Object.keys(config.accounts) : called;
}

/** The accounts whose alerts can take one of these escalations, in the order of the file. */
export function accountsEscalating(
  { accounts, alerts }: Called,
  isMeant: (policy: string) => boolean,
): readonly string[] {
  const all = Object.keys(accounts);
  const isTaken = (policy: string | undefined): boolean => policy !== undefined && isMeant(policy);
  // Alerts that no rule is about.
  if (isTaken(alerts.escalate)) return all;
  const taken = new Set(
    alerts.rules.filter(({ escalate }) => isTaken(escalate)).flatMap(({ match }) => match.account ?? all),
  );
  return all.filter((account) => taken.has(account));
}
