import type { Config } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import { knownActor } from '../guard/known-actor.ts';
import type { Alert, Who } from './model/alert.ts';
import type { AlertState } from './alert-state.ts';

type Assigned = NonNullable<Alert['assigned']>;

/** By platform, the accounts of a person whom an alert is assigned to; of whoever is only known by one, that one. */
export function accountsOf(config: Config, person: string, by: Who): Record<string, string> {
  const entry = Object.hasOwn(config.people, person) ? config.people[person] : undefined;
  if (!entry) return person === by.person ? { [by.platform]: by.userId } : {};
  return { ...entry.ids };
}

/**
 * People go by what their entries in airdesk.yaml are called now, wherever alerts and mutes remember them: known again by
 * their accounts. Nothing is written; it is the same after every start.
 */
export function renamePeople(
  alertState: Pick<AlertState, 'all' | 'putAlert' | 'mutes' | 'putMute' | 'changesWritten'>,
  config: Config,
): void {
  for (const alert of [...alertState.all()]) {
    const { acknowledged, muted, assigned } = alert;
    if (!acknowledged && !muted && !assigned) continue;
    alertState.putAlert({
      ...alert,
      ...(acknowledged && { acknowledged: { ...acknowledged, by: whoNow(config, acknowledged.by) } }),
      ...(muted && { muted: { ...muted, by: whoNow(config, muted.by) } }),
      ...(assigned && { assigned: assignedNow(config, assigned) }),
    });
  }
  for (const mute of alertState.mutes())
    alertState.putMute(mute.id, { ...mute, by: whoNow(config, mute.by) });
  alertState.changesWritten();
}

/** Somebody who was taken out goes by the account: the entry's name may be another's by now. */
function whoNow(config: Config, who: Who): Who {
  return { ...who, person: personAt(config, who.platform, who.userId) ?? `${who.platform}:${who.userId}` };
}

function assignedNow(config: Config, assigned: Assigned): Assigned {
  const by = whoNow(config, assigned.by);
  const accounts = Object.entries(assigned.accounts ?? {});
  const found = accounts.map(([platform, userId]) => personAt(config, platform, userId));
  const [first] = accounts;
  const person = found.find((each) => each !== undefined) ?? first?.join(':') ?? assigned.person;
  return { ...assigned, by, person };
}

function personAt(config: Config, platform: string, userId: string): string | undefined {
  const person = knownActor(config, { platform, userId, name: '' });
  return person instanceof Refusal ? undefined : person.id;
}
