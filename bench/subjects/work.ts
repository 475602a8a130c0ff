/** What a client is asked to do for `ms`. */
export type Question =
  | { readonly kind: 'sign'; readonly ms: number }
  | { readonly kind: 'call'; readonly ms: number; readonly concurrency: number };

/** How much was done, and at what cost. */
export interface Done {
  readonly perSecond: number;
  /** µs of this process's CPU time for each. */
  readonly cpu: number;
}

/**
 * Signs one after the other. Nothing is waited for, so the rate is that of a second of CPU time, which others who use
 * the machine do not change. @throws Error when a signature is empty
 */
export function runSigning(sign: () => number, ms: number): Done {
  const before = process.cpuUsage();
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < ms) {
    for (let index = 0; index < 100; index += 1) if (sign() < 100) throw new Error('not a signature');
    count += 100;
  }
  const { user, system } = process.cpuUsage(before);
  return { perSecond: (count / (user + system)) * 1_000_000, cpu: (user + system) / count };
}

/** Keeps `concurrency` calls under way. @throws Error when an answer is not the expected one */
export async function runCalls(
  call: () => Promise<boolean>,
  { ms, concurrency }: { readonly ms: number; readonly concurrency: number },
): Promise<Done> {
  const before = process.cpuUsage();
  const start = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() - start < ms) {
        if (!(await call())) throw new Error('not the answer');
        count += 1;
      }
    }),
  );
  return done(count, performance.now() - start, before);
}

function done(count: number, ms: number, before: NodeJS.CpuUsage): Done {
  const { user, system } = process.cpuUsage(before);
  return { perSecond: (count / ms) * 1000, cpu: (user + system) / count };
}
