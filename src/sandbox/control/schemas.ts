import { z } from 'zod';
import { FAULT_KINDS } from '../faults.ts';
import { isActionName } from '../../live/catalogue/catalogue.ts';

const name = z.string().min(1).max(256);
const ms = z.number().int().min(0).max(3_600_000);
const size = z.number().int().min(0).max(8192);
const sequence = z.string().regex(/^\d{1,20}$/);

/** `POST /_sandbox/push`: an encoder connects. A stream that is live gets one more upstream. */
export const PushSchema = z.strictObject({
  domain: name,
  app: name,
  stream: name,
  /** As the cloud words it: `直推流` (default) or `拉流转推(<task id>)`. */
  source: name.optional(),
  sequence: sequence.optional(),
  /** The encoder connects again this long after the cloud cut it. */
  repushAfterMs: ms.optional(),
  width: size.optional(),
  height: size.optional(),
});

/** `POST /_sandbox/cut`: a push ends: the one with this sequence, those from this source, all of them, or the main. */
export const CutSchema = z.strictObject({
  domain: name,
  app: name,
  stream: name,
  errcode: z.number().int().min(0).max(99_999).optional(),
  sequence: sequence.optional(),
  source: name.optional(),
  all: z.boolean().optional(),
  /** It connects again this long after. Absent: it does not. */
  repushAfterMs: ms.optional(),
});

/** `POST /_sandbox/fault` */
export const FaultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  action: z.string().refine(isActionName, 'is no action of the live service').optional(),
  code: z
    .string()
    .regex(/^[A-Za-z]+(\.[A-Za-z0-9]+)?$/)
    .max(100)
    .optional(),
  ms: ms.optional(),
  times: z.number().int().min(1).max(100_000).optional(),
});

/** `POST /_sandbox/callback-url`. An empty key leaves messages unsigned. */
export const CallbackSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  key: z.string().max(256),
});

export type PushOrder = z.infer<typeof PushSchema>;
export type CutOrder = z.infer<typeof CutSchema>;
/** Where callbacks go, and what they are signed with. */
export type CallbackTarget = z.infer<typeof CallbackSchema>;
