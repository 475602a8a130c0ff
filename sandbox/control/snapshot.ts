import { casterBrief, displayInfo } from '../caster/caster.ts';
import { utcText } from '../cloud-time.ts';
import { featuresSnapshot } from '../feature/snapshot.ts';
import { monitorInfo } from '../monitor/monitor.ts';
import { pullStatus } from '../pull/pull-task.ts';
import { bansNow } from '../stream/ban.ts';
import { streamPath } from '../stream/streams.ts';
import type { World } from '../world.ts';

/** The state of a world as plain data, for people. Without push parameters: they hold a txSecret. */
export function snapshot(world: World): object {
  return {
    now: utcText(world.clock.now()),
    streams: [...world.streams.groups.values()].map((group) => ({
      stream: group.stream,
      hostGroup: group.hostGroup,
      optimal: group.optimal,
      upstreams: group.upstreams.map((upstream) => ({
        path: streamPath(upstream),
        sequence: upstream.sequence,
        main: upstream.sequence === group.main,
        source: upstream.source,
        since: utcText(upstream.since),
        repushAfterMs: upstream.repushAfterMs,
      })),
    })),
    reconnecting: world.streams.reconnecting.map(({ name }) => streamPath(name)),
    bans: bansNow(world).map((ban) => ({
      path: streamPath(ban),
      until: utcText(ban.until),
      reason: ban.reason,
    })),
    ...featuresSnapshot(world),
    monitors: [...world.monitors.values()].map(monitorInfo),
    pulls: [...world.pulls.values()].map((task) => ({
      id: task.id,
      comment: task.config.comment,
      target: task.config.target.stream ? streamPath(task.config.target.stream) : '(outside)',
      status: task.config.enabled ? 'enable' : 'pause',
      runStatus: pullStatus(task, world.clock.now()).RunStatus,
      since: task.run && utcText(task.run.since),
      broken: task.broken,
      onBackup: task.onBackup,
    })),
    casters: [...world.casters.values()].map((caster) => ({
      ...casterBrief(caster),
      pvw: caster.pvw && displayInfo(caster.pvw),
      pgm: caster.pgm && displayInfo(caster.pgm),
      onAir: caster.onAir,
    })),
  };
}
