import type { Alert, Who } from './alert.ts';
import type { Mute } from './mute.ts';

/** Until when something is muted: ms UTC, or until it recovers. */
export type MuteEnd = number | 'recovered';

/** A mute that somebody asks for. */
export type NewMute = Pick<Mute, 'account' | 'pattern' | 'until'> & Partial<Pick<Mute, 'condition' | 'why'>>;

/**
 * Alerts as people work with them, from commands and buttons. Every change is on disk when it resolves, and its cards
 * follow everywhere. @throws Refusal where there is no such alert, or it has ended.
 */
export interface Alerts {
  /** The alert with this id, on whatever account. */
  known(id: string): Alert | undefined;
  /** Open alerts and those that ended lately, newest first. Children of incidents included. */
  list(account: string): readonly Alert[];
  find(account: string, id: string): Alert | undefined;
  /** Those that are part of an incident, newest first. */
  childrenOf(incident: Alert): readonly Alert[];
  acknowledge(account: string, id: string, who: Who): Promise<Alert>;
  mute(account: string, id: string, who: Who, until: MuteEnd): Promise<Alert>;
  unmute(account: string, id: string, who: Who): Promise<Alert>;
  /** `person`: id under people of airdesk.yaml. */
  assign(account: string, id: string, who: Who, person: string): Promise<Alert>;
  close(account: string, id: string, who: Who, why?: string): Promise<Alert>;
  note(account: string, id: string, who: Who, text: string): Promise<Alert>;
  mutes(account: string): readonly Mute[];
  addMute(mute: NewMute, who: Who): Promise<Mute>;
  endMute(account: string, id: string, who: Who): Promise<Mute>;
}
