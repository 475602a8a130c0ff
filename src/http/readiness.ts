import type { Clock } from '../clock.ts';
import { redactText } from '../observability/redact.ts';
import { oneLine } from '../text/characters.ts';

/** Whether something Airdesk needs works. `why` is shown to whoever asks, so it holds no secret. */
export interface CheckResult {
  readonly ok: boolean;
  readonly why?: string;
}

/** A named check, run each time that readiness is asked for. */
export interface Check {
  readonly name: string;
  readonly check: () => CheckResult | Promise<CheckResult>;
}

/** How long a check may take, ms. */
const DEADLINE_MS = 2000;
/** Of a reason, characters: several things with what to do about each. */
const LONGEST_WHY = 800;

/** Returns what runs all checks at once. Asked again while they run, it answers with the same result. */
export function createReadiness(
  checks: readonly Check[],
  clock: Clock,
): () => Promise<{ ready: boolean; checks: Record<string, CheckResult> }> {
  let running: Promise<{ ready: boolean; checks: Record<string, CheckResult> }> | undefined;
  async function runAll() {
    const results = await Promise.all(checks.map((check) => runOne(check, clock)));
    return {
      ready: results.every(({ ok }) => ok),
      checks: Object.fromEntries(checks.map(({ name }, index) => [name, results[index] ?? { ok: false }])),
    };
  }
  return () => {
    running ??= runAll().finally(() => {
      running = undefined;
    });
    return running;
  };
}

async function runOne({ check }: Check, clock: Clock): Promise<CheckResult> {
  let cancel = (): void => undefined;
  const late = new Promise<CheckResult>((resolve) => {
    cancel = clock.after(DEADLINE_MS, () =>
      resolve({ ok: false, why: `no answer within ${DEADLINE_MS} ms` }),
    );
  });
  try {
    const { ok, why } = await Promise.race([Promise.resolve().then(check), late]);
    return why === undefined ? { ok } : { ok, why: oneLine(redactText(why), LONGEST_WHY) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why: oneLine(redactText(why), LONGEST_WHY) };
  } finally {
    cancel();
  }
}
