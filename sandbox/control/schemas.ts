import { z } from 'zod';
import { FAULT_KINDS } from '../faults.ts';
import { isActionName } from '../../src/live/catalogue/catalogue.ts';

const name = z.string().min(1).max(256);
const ms = z.number().int().min(0).max(3_600_000);
const size = z.number().int().min(0).max(8192);
const url = z.url({ protocol: /^https?$/ }).max(2000);
const sequence = z.string().regex(/^\d{1,20}$/);

/** `POST /_sandbox/push`: an encoder connects. A stream that is live gets one more upstream. */
export const PushSchema = z
  .strictObject({
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
    /** What follows the `?` of the push address: checked as the cloud does. Absent: the address is right. */
    address: z.string().max(1000).optional(),
    /** The cloud does not let it in: 18, or 19 by a third party's authentication. */
    refuse: z.union([z.literal(18), z.literal(19)]).optional(),
    /** Why exactly, as 501 for an address that has expired. */
    sub: z.number().int().min(100).max(999).optional(),
    /** Refused, for whatever reason, it tries again so often, until it is let in or another push of the name is ordered. */
    repeatMs: ms.min(500).optional(),
  })
  .refine(({ refuse, sub }) => sub === undefined || refuse !== undefined, {
    path: ['sub'],
    message: 'goes with refuse only',
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

const callbackKey = z.string().max(256);

/** `POST /_sandbox/callback-url`. An empty key leaves messages unsigned. */
export const CallbackSchema = z.strictObject({
  url,
  key: callbackKey,
  /** Keys of push domains that are bound to another callback template. */
  keys: z
    .record(name, callbackKey)
    .refine((given) => Object.keys(given).length <= 100, 'is at most 100 domains')
    .optional(),
  /** Each further try is signed anew: then what is late has a fresh signature. */
  signEachTry: z.boolean().optional(),
});

/** The largest body that can be ordered as it is: larger than any receiver takes. */
const MAX_RAW = 4_000_000;
const fields = z
  .record(z.string().min(1).max(100), z.unknown())
  .refine((given) => Object.keys(given).length <= 100, 'is at most 100 fields');

/** `POST /_sandbox/event`: a callback of any type, now. `raw` is sent as it is, and leaves nothing else to say. */
export const EventSchema = z
  .strictObject({
    type: z.number().int().min(0).max(999_999),
    stream: z.strictObject({ domain: name, app: name, stream: name }).optional(),
    /** Id of a pull task, or of the task that the message names. */
    task: name.optional(),
    /** Fields that take the place of the usual ones, or come in addition. */
    overrides: fields.optional(),
    /** Fields that are left out. */
    omit: z.array(z.string().max(100)).max(100).optional(),
    sign: z.enum(['good', 'none', 'bad']).optional(),
    /** Expiry, unix s. */
    t: z.number().int().min(0).max(99_999_999_999).optional(),
    times: z.number().int().min(1).max(1000).optional(),
    raw: z.string().max(MAX_RAW).optional(),
    /** Where it goes instead of the callback URL. */
    url: url.optional(),
  })
  .refine(
    ({ raw, stream, task, overrides, omit, sign, t }) =>
      raw === undefined || [stream, task, overrides, omit, sign, t].every((given) => given === undefined),
    { path: ['raw'], message: 'goes with type, times and url only' },
  );

/** `POST /_sandbox/storm`: so many streams, `<prefix>-0001` and on, come or go at once. */
export const StormSchema = z.strictObject({
  what: z.enum(['push', 'cut']),
  domain: name,
  app: name,
  count: z.number().int().min(1).max(10_000),
  prefix: z.string().min(1).max(200).optional(),
  errcode: z.number().int().min(0).max(99_999).optional(),
});

/** `POST /_sandbox/quality`: what encoders of a stream send from now on; without figures, as usual again. */
export const QualitySchema = z.strictObject({
  domain: name,
  app: name,
  stream: name,
  /** One push of it only. */
  sequence: sequence.optional(),
  /** Picture; 0: neither picture nor sound. */
  kbps: z.number().int().min(0).max(100_000).optional(),
  fps: z.number().int().min(0).max(240).optional(),
});

/** `POST /_sandbox/package`: so much is left of each package of a kind, percent; without it, as usual again. */
export const PackageSchema = z.strictObject({
  /** As DescribeLivePackageInfo numbers them: 0 traffic, 1 transcoding, 2 link-mic. */
  type: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  leftPercent: z.number().min(0).max(100).optional(),
});

/** `POST /_sandbox/quality`, as it was read. */
export type QualityOrder = z.infer<typeof QualitySchema>;
/** `POST /_sandbox/package`, as it was read. */
export type PackageOrder = z.infer<typeof PackageSchema>;

/** `POST /_sandbox/pull`: the source of a pull task fails, or is there again. */
export const PullSchema = z.strictObject({ task: name, broken: z.boolean() });

/** `POST /_sandbox/event`, as it was read. */
export type EventOrder = z.infer<typeof EventSchema>;
/** `POST /_sandbox/storm`, as it was read. */
export type StormOrder = z.infer<typeof StormSchema>;
/** `POST /_sandbox/pull`, as it was read. */
export type PullOrder = z.infer<typeof PullSchema>;
/** `POST /_sandbox/push`, as it was read. */
export type PushOrder = z.infer<typeof PushSchema>;
/** `POST /_sandbox/cut`, as it was read. */
export type CutOrder = z.infer<typeof CutSchema>;
/** Where callbacks go, and what they are signed with. */
export type CallbackTarget = z.infer<typeof CallbackSchema>;
