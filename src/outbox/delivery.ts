import { z } from 'zod';
import { isNumber, isOfForm, isString, optional, type Form } from '../store/form.ts';

const DeliverySchema = z.object({
  /** `<message>@<channel>`. */
  id: z.string(),
  /** Id of the content that it shows: of an alert, or of a command's card. */
  message: z.string(),
  /** As `slack:C012AB3CD`. */
  channel: z.string(),
  ref: z.object({ platform: z.string(), channelId: z.string(), messageId: z.string() }).optional(),
  /** Version of the content that the message shows; 0 before the first. */
  sent: z.number(),
  /** Steps of the history that its thread shows. */
  told: z.number(),
  /** Tries in vain since the last success. */
  attempts: z.number(),
  /** The platform out of reach that it names: it stands in for a card there, or is the same card elsewhere. */
  carries: z.string().optional(),
  /** Urgency of what the message shows. */
  shows: z.string().optional(),
  /** The message stands in place of this one, which could not be edited any more; since when, ms UTC. */
  renewed: z.object({ from: z.string(), at: z.number() }).optional(),
  /** Cannot be delivered as things are: tried again rarely. */
  dead: z.object({ code: z.string(), why: z.string(), at: z.number() }).optional(),
  /** ms UTC. */
  createdAt: z.number(),
  changedAt: z.number(),
});

/** One message in one channel: what it shows and where it is. What is owed follows from the content's version. JSON. */
export type Delivery = Readonly<z.infer<typeof DeliverySchema>>;

/** The collection of the store that deliveries are in. */
export const DELIVERIES = 'deliveries';

const REF: Form<NonNullable<Delivery['ref']>> = {
  platform: isString,
  channelId: isString,
  messageId: isString,
};
const DEAD: Form<NonNullable<Delivery['dead']>> = { code: isString, why: isString, at: isNumber };
const RENEWED: Form<NonNullable<Delivery['renewed']>> = { from: isString, at: isNumber };
const DELIVERY: Form<Delivery> = {
  id: isString,
  message: isString,
  channel: isString,
  ref: optional((value) => isOfForm(value, REF)),
  sent: isNumber,
  told: isNumber,
  attempts: isNumber,
  carries: optional(isString),
  shows: optional(isString),
  renewed: optional((value) => isOfForm(value, RENEWED)),
  dead: optional((value) => isOfForm(value, DEAD)),
  createdAt: isNumber,
  changedAt: isNumber,
};

/** The delivery in a document's value; undefined where this version cannot read it. */
export function readDelivery(value: unknown): Delivery | undefined {
  if (isOfForm(value, DELIVERY)) return value;
  const parsed = DeliverySchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
