import { z } from 'zod';
import { isNumber, isOfForm, isString, listOf, optional, type Form } from '../../store/form.ts';

const StreamStateSchema = z.object({
  /** `account|stream:domain/app/stream`. */
  id: z.string(),
  /** Sequences of pushes that began and are not known to have ended, oldest first, at most 16. */
  live: z.array(z.string()),
  /** When those of `live` began, in their order, by the cloud's clock, ms UTC. */
  began: z.array(z.number()).optional(),
  /** Sequences that ended, newest last, at most 16. */
  ended: z.array(z.string()),
  /** When the newest event happened, by the cloud's clock, ms UTC. */
  lastAt: z.number(),
  /** When the newest push ended that was not replaced and not cut by ourselves, by the cloud's clock, ms UTC. */
  lostAt: z.number().optional(),
  /** Since when it is, or was last, on air with short breaks at most, and until when: without `to` it still is; ms UTC. */
  onAir: z.object({ from: z.number(), to: z.number().optional() }).optional(),
  /** When its last push ended by itself, with nothing that says that it should be on air, ms UTC; until one begins. */
  endedAt: z.number().optional(),
  /** When people were last told of such an end, ms UTC. */
  endToldAt: z.number().optional(),
});

/** What push and disconnect messages have told of one stream. JSON. */
export type StreamState = Readonly<z.infer<typeof StreamStateSchema>>;

/** The collection of the store that the states of streams are in. */
export const STREAM_STATES = 'stream-states';

const RUN: Form<NonNullable<StreamState['onAir']>> = { from: isNumber, to: optional(isNumber) };
const STREAM_STATE: Form<StreamState> = {
  id: isString,
  live: listOf(isString),
  began: optional(listOf(isNumber)),
  ended: listOf(isString),
  lastAt: isNumber,
  lostAt: optional(isNumber),
  onAir: optional((value) => isOfForm(value, RUN)),
  endedAt: optional(isNumber),
  endToldAt: optional(isNumber),
};

/** The state in a document's value; undefined where this version cannot read it. */
export function readStreamState(value: unknown): StreamState | undefined {
  if (isOfForm(value, STREAM_STATE)) return value;
  const parsed = StreamStateSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
