import type { Actor, Place } from '../intent.ts';
import type { MessageRef } from '../reply.ts';
import type { Language } from '../text/language.ts';
import type { Panel, Shows } from './panel.ts';

/** Panels as a command sees them: one account, asked by one person in one place. */
export interface PanelsHere {
  /** Posts a panel here. One that is here already ends, and its message says where it went. @throws DeliveryError */
  post(shows: Shows): Promise<Panel>;
  /** All panels of the account, oldest first. */
  list(): Promise<(PanelHealth & { readonly panel: Panel; readonly here: boolean })[]>;
  /** Ends the panel with this id, or the one here. Undefined where there is none. */
  remove(id?: string): Promise<Panel | undefined>;
}

/** Who asks for panels, where, on which account. */
export interface PanelAsker {
  readonly account: string;
  readonly language: Language;
  readonly person: { readonly id: string };
  readonly actor: Actor;
  readonly place: Place;
}

/** The standing panels of every channel. */
export interface Panels {
  at(asker: PanelAsker): PanelsHere;
  /** Something was done to the target with this key. */
  changed(target: string): void;
  /** Somebody pressed something on this message. */
  pressed(message: MessageRef): void;
  /** Goes on with the panels that the store holds. */
  start(): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

/** How a panel is doing. */
export interface PanelHealth {
  /** Code of the error with which the platform answers. */
  readonly trouble?: string;
  /** Whether everything it shows is known. Undefined before the first reading. */
  readonly complete?: boolean;
}
