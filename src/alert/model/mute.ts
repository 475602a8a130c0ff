import { z } from 'zod';

const MuteSchema = z.object({
  /** Six small letters and digits; people type it. */
  id: z.string(),
  account: z.string(),
  /** As in rules: `*` stands for any text. A full stream name, or part of one with stars; `*` for everything. */
  pattern: z.string(),
  /** Only this condition. */
  condition: z.string().optional(),
  by: z.object({ platform: z.string(), userId: z.string(), name: z.string(), person: z.string() }),
  at: z.number(),
  /** ms UTC. A mute always ends. */
  until: z.number(),
  why: z.string().optional(),
});

/** Conditions that are recorded and not announced, until a time. JSON. */
export type Mute = Readonly<z.infer<typeof MuteSchema>>;

/** The collection of the store that mutes are in, by id. */
export const MUTES = 'mutes';
/** The longest a mute can last, ms. */
export const LONGEST_MUTE_MS = 7 * 24 * 60 * 60 * 1000;

/** The mute in a document's value; undefined where this version cannot read it. */
export function readMute(value: unknown): Mute | undefined {
  const parsed = MuteSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
