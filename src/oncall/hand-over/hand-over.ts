import { z } from 'zod';

/** Somebody else is on call from a moment on. As it is on disk. */
const HandOverSchema = z.object({
  /** Which of the rotation it is, from 1. */
  n: z.number(),
  /** Since when they are, ms UTC. */
  at: z.number(),
  /** When Airdesk saw it, ms UTC: later than `at` where it was not running. */
  seenAt: z.number(),
  /** When it will be somebody else again, ms UTC, as it was known then. */
  until: z.number().optional(),
  /** Who was on call, all of them. */
  before: z.array(z.string()),
  /** Who was on call, and is not any more. */
  from: z.array(z.string()),
  /** Who is on call, and was not. Empty: nobody is. */
  to: z.array(z.string()),
  /** Who of them took it over, and when, ms UTC. */
  taken: z.object({ by: z.string(), at: z.number() }).optional(),
  /** When people were told that nobody took it over, ms UTC. */
  lateAt: z.number().optional(),
  /** Others are on call since; or what was changed was taken back at once. */
  over: z.enum(['next', 'back']).optional(),
});

const SpanSchema = z.object({ from: z.number(), to: z.number() });

/** What is remembered of a rotation: who was on call when it was looked at last, and what people were told. As it is on disk. */
export const DutySchema = z.object({
  rotation: z.string(),
  people: z.array(z.string()),
  /** The last ones, the newest at the end. */
  handOvers: z.array(HandOverSchema),
  /** Holes that were told last; `filled`: there are none any more. */
  holes: z
    .object({ n: z.number(), at: z.number(), spans: z.array(SpanSchema), filled: z.boolean() })
    .optional(),
});

export type HandOver = Readonly<z.infer<typeof HandOverSchema>>;
export type Duty = Readonly<z.infer<typeof DutySchema>>;

/** Whether it still has to be taken over by somebody. */
export function isOpen({ to, taken, over }: HandOver): boolean {
  return to.length > 0 && taken === undefined && over === undefined;
}
