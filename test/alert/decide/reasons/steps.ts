import type { Decision } from '../../../../src/alert/model/decision.ts';
import { cut, push, STREAM, WHO, type createWorld, type World } from '../world.ts';

/** In ms. */
export const MINUTE = 60_000;
/** What tells that a recording failed: a condition without grace time. */
export const RECORD = { condition: 'record.failed' };

/** A step of a script: does something, and tells the reason of the last decision. */
export type Do = (world: World) => Decision['reason'] | undefined;

/** The cloud tells of it. */
export const tell =
  (event: Parameters<World['tell']>[0]): Do =>
  (world) =>
    world.tell(event).reason;
/** A look at the cloud shows it. */
export const see =
  (event: Parameters<World['see']>[0]): Do =>
  (world) =>
    world.see(event).reason;
/** Time passes; the reason is that of the last decision that fell due. */
export const pass =
  (ms: number): Do =>
  (world) =>
    world.pass(ms).at(-1);

/** A stream was on air, broke, and fires: its grace time is over and the cloud has not answered. */
export const down: Do = (world) => {
  world.tell(push('A'));
  world.tell(cut('A'));
  world.pass(5000 + 1500);
  return undefined;
};

/** The first hour is a maintenance window. */
export const maintenance = {
  maintenance: [{ name: 'work', from: '2026-03-01T19:00:00Z', to: '2026-03-01T21:00:00Z' }],
};

/** A rule that says that nothing is worth an alert. */
export const silence = { rules: [{ name: 'quiet', severity: 'none' as const }] };

/** Everything is muted for ten minutes. */
export const mute: Do = (world) => {
  world.mutes = [
    { id: 'm1', account: 'main', pattern: '*', by: WHO, at: world.now(), until: world.now() + 10 * MINUTE },
  ];
  return undefined;
};

/** A command of Airdesk changes the stream now. */
export const own: Do = (world) => {
  world.ownActs = new Set([`stream:${STREAM.id}`]);
  return undefined;
};

/** Somebody acknowledges the recording that failed. */
export const acked: Do = (world) => {
  world.act(world.alert('record.failed'), { what: 'acknowledge' });
  return undefined;
};

/** A short break: one push ends, and another is there two seconds later and stays for a minute. */
export const reconnect = (from: string, to: string): readonly Do[] => [
  tell(cut(from)),
  pass(2000),
  tell(push(to)),
  pass(MINUTE),
];

/** One decision: what went before, what happens then, and what comes of it. */
export interface Row {
  readonly what: string;
  readonly config?: Parameters<typeof createWorld>[0];
  readonly before?: readonly Do[];
  readonly then: Do;
  readonly reason: Decision['reason'] | undefined;
  /** What the alert is like afterwards; absent: there is none. */
  readonly alert?: Record<string, unknown>;
  /** Whose alert; absent: that of the stream that is off air. */
  readonly condition?: string;
}
