import { seconds } from '../cloud-time.ts';
import { cut, push } from '../stream/push.ts';
import { STOP_REASONS } from '../stream/stop-reasons.ts';
import { upstreamsOf } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Caster, Display } from './caster.ts';

/** Starts the preview, or changes what it shows. */
export function startPvw(world: World, caster: Caster, display: Display): void {
  billFrom(world, caster);
  caster.pvw = display;
}

/** Starts the program and its push to the live service, or changes what is on air at once. */
export function startPgm(world: World, caster: Caster, display: Display): void {
  const starting = caster.pgm === undefined;
  billFrom(world, caster);
  caster.pgm = display;
  if (!starting) return;
  caster.startLiveTime = seconds(world.clock.now());
  const output = caster.outputs.get(0) ?? defaultOutput(world, caster);
  caster.outputs.set(0, output);
  const name = {
    domain: output.OutputDomainName ?? '',
    app: output.OutputAppName ?? '',
    stream: output.OutputStreamId ?? '',
  };
  const { PgmWidth: width, PgmHeight: height } = caster.config;
  const outcome = push(world, name, { width, height });
  caster.onAir = outcome.accepted ? { ...name, sequence: outcome.upstream.sequence } : undefined;
}

/** Stops the preview. */
export function stopPvw(world: World, caster: Caster): void {
  if (!caster.pvw) return;
  caster.pvw = undefined;
  billUntil(world, caster);
}

/** Stops the program, and with it every push to the live service and to others. */
export function stopPgm(world: World, caster: Caster): void {
  if (!caster.pgm) return;
  caster.pgm = undefined;
  billUntil(world, caster);
  const upstream = upstreamsOf(world.streams).find((one) => one.sequence === caster.onAir?.sequence);
  caster.onAir = undefined;
  if (upstream) cut(world, upstream, STOP_REASONS.encoderStopped);
}

/** The push to the live service that every caster gets by itself. */
export function defaultOutput(world: World, caster: Caster, streamId = `caster_${caster.id}`) {
  const domain = world.account.domains.find((known) => known.type === 'push')?.name ?? '';
  return {
    OutputIndex: 0,
    OutputType: 1,
    OutputUrl: `rtmp://${domain}/live/${streamId}`,
    Description: '',
    OutputStreamId: streamId,
    OutputDomainName: domain,
    OutputAppName: 'live',
    OutputParam: '',
  };
}

function billFrom(world: World, caster: Caster): void {
  if (!caster.pvw && !caster.pgm) caster.startBillingTime = seconds(world.clock.now());
}

function billUntil(world: World, caster: Caster): void {
  if (!caster.pvw && !caster.pgm) caster.stopBillingTime = seconds(world.clock.now());
}
