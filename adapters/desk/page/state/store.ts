import { computed, signal } from '@preact/signals';
import type { OnAir } from '../../../../src/onair/on-air.ts';
import type { DrawnAlert } from '../../live-view.ts';
import type { DrawnForm } from '../../render.ts';
import type { RoomMessage } from '../../room.ts';
import type { Setup } from '../wire/setup.ts';

/** How the page stands to the desk. */
export type Connection = 'connecting' | 'connected' | 'reconnecting' | 'loggedOut';

/**
 * The parts of the desk: side by side where there is room, tabs otherwise. `records`, what is looked up, stands in the place
 * of the conversation.
 */
export type Pane = 'onair' | 'alerts' | 'conversation' | 'records';

/** One thing in the conversation: a message, or what one asked oneself. Times are those of the page, ms. */
export type Entry =
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly cameAt: number;
      readonly message: RoomMessage;
      /** It is of before a restart of the desk, and may have changed meanwhile. */
      readonly isOfBefore?: boolean;
    }
  | {
      readonly kind: 'ask';
      readonly key: string;
      readonly line: string;
      readonly isWaiting: boolean;
      readonly problem?: string;
    };

/** A button that was pressed and has no answer yet. `of`: the controls that it was among. */
export interface Pressed {
  readonly ask: string;
  readonly button: string;
  readonly of: string;
}

export const setup = signal<Setup | undefined>(undefined);
export const me = signal<string | undefined>(undefined);
export const connection = signal<Connection>('connecting');
export const entries = signal<readonly Entry[]>([]);
/** The preview that answers this ask is to have the focus. */
export const focusConfirm = signal<string | undefined>(undefined);
/** By message. */
export const pressed = signal<ReadonlyMap<string, Pressed>>(new Map());
/** What is wrong with a press, by message. */
export const pressProblems = signal<ReadonlyMap<string, string>>(new Map());
export const isWelcoming = signal(false);
/** By account; nothing before the first look. */
export const onAir = signal<ReadonlyMap<string, OnAir>>(new Map());
/** By id. */
export const alerts = signal<ReadonlyMap<string, DrawnAlert>>(new Map());
/** Whether the desk told what is wrong since the page listens. */
export const alertsKnown = signal(false);
export const pane = signal<Pane>('onair');
export const openForm = signal<{ readonly form: DrawnForm; readonly key: number } | undefined>(undefined);
/** The page's clock, ms UTC; goes on every few seconds. */
export const now = signal(Date.now());

/** Whether somebody is in. */
export const isInside = computed(() => me.value !== undefined && setup.value !== undefined);

/** Alerts that nobody has yet and that are critical: they ring. The oldest first. */
export const ringing = computed(() =>
  [...alerts.value.values()]
    .filter(({ severity, waits, state }) => severity === 'critical' && waits && state === 'firing')
    .sort((a, b) => a.since - b.since),
);
