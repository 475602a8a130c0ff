import { utcText } from '../cloud-time.ts';
import type { Upstream } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Finding, Monitor } from './monitor.ts';

const MAX_FINDINGS = 200;
/** A report goes back this far. */
const REPORT_MS = 7 * 86_400_000;

/** A push ended: running monitors that look at the stream and watch for breaks note it. */
export function noteBrokenInput(world: World, upstream: Upstream): void {
  const at = world.clock.now();
  for (const monitor of world.monitors.values()) {
    const { switches, inputs } = monitor.config;
    const seen = inputs.some(
      (input) =>
        input.InputStreamName === upstream.stream &&
        (input.InputDomain || upstream.domain) === upstream.domain &&
        (input.InputApp || upstream.app) === upstream.app,
    );
    if (!seen || !monitor.running || switches.CheckStreamBroken !== 1 || switches.AllowMonitorReport !== 1)
      continue;
    addFinding(monitor, { at, kind: 'broken', text: `${upstream.stream} is broken at ${utcText(at)}` });
  }
}

/** Adds to a monitor's report; the oldest entry makes room. */
export function addFinding(monitor: Monitor, finding: Finding): void {
  monitor.findings = [...monitor.findings.slice(-(MAX_FINDINGS - 1)), finding];
}

/** Texts of one kind of the last seven days, oldest first. */
export function reportLines(monitor: Monitor, kind: Finding['kind'], now: number): string[] {
  return monitor.findings
    .filter((finding) => finding.kind === kind && finding.at > now - REPORT_MS)
    .map((finding) => finding.text);
}
