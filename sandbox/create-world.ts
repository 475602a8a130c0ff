import type { Clock } from '../src/clock.ts';
import { createAccount } from './account/account.ts';
import type { CallbackRecords } from './callback/records.ts';
import { seconds, utcText } from './cloud-time.ts';
import { configureCaster, DEFAULT_CASTER } from './caster/configure.ts';
import { createCaster } from './caster/create.ts';
import { readDisplay } from './caster/display.ts';
import { completeInput } from './caster/input-actions.ts';
import { completeLayout } from './caster/layout-actions.ts';
import { completePic, completeWord } from './caster/mark-actions.ts';
import { completeOutput } from './caster/output-actions.ts';
import { startBound, streamBegins, streamEnded } from './on-air/began.ts';
import { routeOf } from './on-air/route.ts';
import type { Route } from './callback/route.ts';
import type { Told } from './on-air/told.ts';
import { startPgm, startPvw } from './caster/run.ts';
import { featureActions } from './feature/actions.ts';
import { createKept } from './later/kept-things.ts';
import { createFeatures } from './feature/features.ts';
import { FEATURES } from './feature/table/features.ts';
import { mixesEndedBy } from './mix/actions.ts';
import { monitorActions } from './monitor/actions.ts';
import { addFinding, noteBrokenInput } from './monitor/report.ts';
import { newPull } from './pull/configure.ts';
import { createPull } from './pull/create.ts';
import type { PullEvent } from './pull/pull-task.ts';
import { notePullCut, settlePull } from './pull/run.ts';
import type { Scene, SceneCaster, SceneMonitor, ScenePull, SceneTemplate } from './scene.ts';
import { createSeeded } from './seeded.ts';
import { push } from './stream/push.ts';
import type { StreamEvent } from './stream/streams.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;
const FIRST_CASTER_ID = 63_501;
const FIRST_PULL_ID = 910_001;
const REGION = 'ap-guangzhou';

/** What a world is made with. */
export interface WorldOptions {
  readonly scene: Scene;
  readonly clock: Clock;
  readonly seed: number;
  readonly effectDelayMs: number;
  readonly taskMs: number;
  readonly callbackRecords: CallbackRecords;
  readonly servedAt?: () => string | undefined;
  readonly emit: (event: StreamEvent) => void;
  readonly emitPull: (event: PullEvent) => void;
  /** Tells what runs along with a stream, by its route where a rule holds for it. */
  readonly tell: (told: Told, by: { route: Route | undefined; cause: string | undefined }) => void;
}

/** Builds the state that a scene describes. `end` cancels everything that waits for the clock. */
export function createWorld(options: WorldOptions): { world: World; end: () => void } {
  const timers = new Set<() => void>();
  let settingUp = true;
  const world: World = {
    scene: options.scene,
    clock: options.clock,
    seeded: createSeeded(options.seed, options.clock.now()),
    seed: options.seed,
    account: createAccount(options.scene, options.seed, options.clock.now()),
    callbackRecords: options.callbackRecords,
    streams: { groups: new Map(), bans: [], history: [], pads: options.scene.pads, reconnecting: [] },
    monitors: new Map(),
    sent: new Map(),
    packagesLeft: new Map(),
    casters: new Map(),
    pulls: new Map(),
    features: createFeatures(options.seed + 3),
    kept: createKept(),
    emergencies: new Set(),
    nextCasterId: FIRST_CASTER_ID,
    nextPullId: FIRST_PULL_ID,
    busy: new Map(),
    taskMs: options.taskMs,
    effectDelayMs: options.effectDelayMs,
    cause: undefined,
    region: REGION,
    servedAt: options.servedAt ?? (() => undefined),
    emit(event) {
      const { upstream, type } = event;
      const began = type === 'push' ? streamBegins(world, upstream) : undefined;
      // What the scene begins with was pushed before anybody listened.
      if (!settingUp) options.emit({ ...event, route: routeOf(world, upstream, type === 'push' ? 1 : 0) });
      if (began) startBound(world, began);
    },
    tell(told) {
      const by = { route: routeOf(world, told.upstream, told.type), cause: world.cause };
      if (!settingUp) options.tell(told, by);
    },
    emitPull(event) {
      if (!settingUp) options.emitPull(event);
    },
    ended(upstream) {
      world.sent.delete(upstream.sequence);
      streamEnded(world, upstream);
      noteBrokenInput(world, upstream);
      notePullCut(world, upstream);
      mixesEndedBy(world, upstream);
    },
    later(ms, run) {
      if (ms <= 0) {
        run();
        return () => undefined;
      }
      const { cause } = world;
      const cancel = options.clock.after(ms, () => {
        timers.delete(cancel);
        world.cause = cause;
        run();
        world.cause = undefined;
      });
      timers.add(cancel);
      return () => {
        timers.delete(cancel);
        cancel();
      };
    },
  };
  setUp(world);
  world.busy.clear();
  settingUp = false;
  return {
    world,
    end() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}

function setUp(world: World): void {
  const { scene } = world;
  const now = world.clock.now();
  for (const template of scene.templates) setUpTemplate(world, template);
  for (const stream of scene.streams)
    for (const upstream of stream.upstreams)
      push({ ...world, scene: { ...scene, secondPush: 'backup' } }, stream, upstream);
  world.streams.bans = scene.bans.map((ban) => ({
    ...{ domain: ban.domain, app: ban.app, stream: ban.stream },
    since: now,
    until: now + (ban.days ?? 7) * DAY,
    reason: ban.reason ?? '',
  }));
  for (const caster of scene.casters) setUpCaster(world, caster);
  for (const monitor of scene.monitors) setUpMonitor(world, monitor);
  for (const pull of scene.pulls) setUpPull(world, pull);
}

function setUpTemplate(world: World, { feature, params, at }: SceneTemplate): void {
  const { actions, members } = FEATURES[feature];
  const { [members.id]: TemplateId } = featureActions[actions.create]?.(world, params) ?? {};
  for (const { domain, app = '', stream = '' } of at) {
    const place = { DomainName: domain, AppName: app, StreamName: stream };
    featureActions[actions.bind]?.(world, { ...place, TemplateId });
  }
}

/** A push of the scene that has the task as its source is the task's. */
function setUpPull(world: World, { id, params, sinceMs, forMs, tellsAccount }: ScenePull): void {
  const now = world.clock.now();
  const times = { StartTime: utcText(now - sinceMs), EndTime: utcText(now + forMs) };
  const task = createPull(world, newPull(world, { ...params, ...times }), {
    ...{ id, by: params.Operator },
    ...(tellsAccount && { tellsAccount }),
  });
  settlePull(world, task);
}

function setUpMonitor(world: World, given: SceneMonitor): void {
  const { MonitorId } = monitorActions.CreateLiveStreamMonitor(world, given.params);
  if (given.running)
    monitorActions.StartLiveStreamMonitor(world, {
      MonitorId,
      AudibleInputIndexList: [...(given.audible ?? [])],
    });
  const monitor = world.monitors.get(MonitorId);
  const at = world.clock.now();
  if (!monitor) return;
  for (const text of given.broken ?? []) addFinding(monitor, { at, kind: 'broken', text });
  for (const text of given.lowFrameRate ?? []) addFinding(monitor, { at, kind: 'lowFrameRate', text });
}

function setUpCaster(world: World, given: SceneCaster): void {
  const { id, prepaid } = given;
  const caster = createCaster(world, configureCaster(DEFAULT_CASTER, given.params), { id, prepaid });
  for (const input of given.inputs ?? []) caster.inputs.set(Number(input.InputIndex), completeInput(input));
  for (const layout of given.layouts ?? [])
    caster.layouts.set(Number(layout.LayoutIndex), completeLayout(caster, layout));
  for (const pic of given.pics ?? []) caster.pics.set(Number(pic.MarkPicIndex), completePic(pic));
  for (const word of given.words ?? []) caster.words.set(Number(word.MarkWordIndex), completeWord(word));
  for (const output of given.outputs ?? [])
    caster.outputs.set(Number(output.OutputIndex), completeOutput(world, output));
  if (given.pvw) startPvw(world, caster, readDisplay(caster, given.pvw));
  if (given.pgm) startPgm(world, caster, readDisplay(caster, given.pgm));
  if (given.pgm) caster.startLiveTime = seconds(world.clock.now());
}
