import type { Happening, Script } from './actions.ts';
import { runScript } from './run.ts';

/** Runs that are spent on it at most. */
const MOST_RUNS = 150;

/** Leaves out happenings for as long as an invariant with this name is still broken. Resolves with what is left, as text. */
export async function shorten(script: Script, kind: string): Promise<string> {
  let { happenings } = script;
  let runs = 0;
  async function breaks(some: readonly Happening[]): Promise<string | undefined> {
    runs += 1;
    const { violations } = await runScript({ ...script, happenings: some });
    return violations.find((violation) => violation.kind === kind)?.what;
  }
  let what: string | undefined;
  for (let size = Math.ceil(happenings.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < happenings.length && runs < MOST_RUNS;) {
      const fewer = [...happenings.slice(0, at), ...happenings.slice(at + size)];
      const still = await breaks(fewer);
      if (still === undefined) at += size;
      else [happenings, what] = [fewer, still];
    }
  const lines = happenings.map((happening) => `  ${JSON.stringify(happening)}`);
  return [`shortened to ${happenings.length} in ${runs} runs: ${what ?? 'not broken again'}`, ...lines].join(
    '\n',
  );
}
