import { z } from 'zod';

/** Somebody is on call for a time, whatever the rotation says. */
const CoverSchema = z.object({
  /** Name under `people` in airdesk.yaml. */
  person: z.string(),
  /** ms UTC; the end is excluded. */
  from: z.number(),
  to: z.number(),
  /** Of a swap: whose shift it was. */
  instead: z.string().optional(),
});

/** What one command changed in a rotation: an override, or the two halves of a swap. As it is on disk. */
export const OverrideSchema = z.object({
  id: z.string(),
  rotation: z.string(),
  kind: z.enum(['override', 'swap', 'take']),
  covers: z.array(CoverSchema).min(1).max(2),
  /** Who did it: name under `people`. */
  by: z.string(),
  /** When, ms UTC. The newest goes first. */
  at: z.number(),
});

export type Cover = z.infer<typeof CoverSchema>;
export type Override = z.infer<typeof OverrideSchema>;

/** When the last of it ends, ms UTC. */
export function endOfOverride({ covers }: Override): number {
  return Math.max(...covers.map(({ to }) => to));
}
