import { z } from 'zod';
import type { AuditEntry } from '../observability/audit.ts';
import type { Card } from '../reply.ts';
import type { Doc, Store, Write } from '../store/store.ts';
import { LANGUAGES } from '../text/language.ts';
import type { Json } from '../json.ts';

const AskerSchema = z.object({
  platform: z.string(),
  userId: z.string(),
  name: z.string(),
  person: z.string(),
  /** Those roles on the platform that gave roles here when it was asked. */
  platformRoles: z.array(z.string()).optional(),
});

/**
 * The life of a proposal. `waiting` for a press; `confirmed` and bound to its lock; `running` once the call may have
 * left; `called` once the cloud has answered yes. The others are ends.
 */
export const STATUSES = [
  'waiting',
  'confirmed',
  'running',
  'called',
  'done',
  'accepted',
  'failed',
  'unknown',
  'changed',
  'cancelled',
  'expired',
  'interrupted',
] as const;
/** One of STATUSES. */
export type Status = (typeof STATUSES)[number];

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const listed = (value: unknown): unknown =>
  value === undefined || Array.isArray(value) ? (value ?? []) : [value];

const ProposalSchema = z.object({
  id: z.string(),
  /** An undo is offered by the outcome of another proposal, on the same card. */
  kind: z.enum(['command', 'undo']),
  /** It is an undo that asks anew, as a question on its card like any command's. */
  takesBack: z.boolean().optional(),
  /** Id of the intent that asked, for the audit. */
  intent: z.string(),
  command: z.string(),
  options: z.record(z.string(), z.string()),
  /** The command whose permission is asked of whoever presses: an undo asks for that of what it takes back. */
  permission: z.string(),
  account: z.string(),
  language: z.enum(LANGUAGES),
  asker: AskerSchema,
  place: z.object({
    platform: z.string(),
    channelId: z.string(),
    threadId: z.string().optional(),
    thread: z.object({ parentId: z.string().optional() }).optional(),
  }),
  title: z.string(),
  /** The line as people say it, where its options are not for reading. */
  said: z.string().optional(),
  /** The command line that shows the target's state. */
  look: z.string().optional(),
  target: z.object({ key: z.string(), label: z.string() }),
  plan: z.json(),
  /** Of the state that was previewed. */
  fingerprint: z.string(),
  /** What the command left at the cloud, as it was found there: for its undo. */
  left: z.json().optional(),
  /** What we had done to the target when it was previewed: another change since is another state. */
  revision: z.string(),
  status: z.enum(STATUSES),
  createdAt: z.number(),
  /** Not before this, ms UTC: a card that has just changed under the thumb is not confirmed by a double tap. */
  confirmFrom: z.number(),
  expiresAt: z.number(),
  /** See Presser. */
  confirmedBy: AskerSchema.extend({ channelId: z.string().optional() }).optional(),
  confirmedAt: z.number().optional(),
  /**
   * Of a command of several writes: at which of them it is, from 0; whether that is carried out or taken back; and how far
   * it has come. Those before it are done; where it is taken back, those behind it are not done any more.
   */
  step: z
    .object({
      at: z.number(),
      way: z.enum(['forth', 'back']),
      state: z.enum(['sent', 'answered']),
      /** Where it is taken back: how many had been done. */
      done: z.number().optional(),
    })
    .optional(),
  /** Request id of the cloud's answer. */
  requestId: z.string().optional(),
  /** The card without its buttons, as it is shown when the proposal ends unused. */
  card: z.custom<Card>(isObject),
  /** Which card shows it: that of the ask, its newer previews, its outcome and its undo are one. */
  cardId: z.string(),
  /** What is still to follow its end: written with it, gone when it is done, also after a kill. */
  owes: z
    .object({
      /** Its lines in the audit, in order. A file from before there could be several has the one itself. */
      audit: z.preprocess(listed, z.array(z.custom<AuditEntry>(isObject))),
      /** It is done, and its undo is not on offer yet. */
      undo: z.boolean(),
    })
    .optional(),
});

/** An intent that waits for confirmation, bound to its exact options and to the state that was previewed. */
export type Proposal = Omit<z.infer<typeof ProposalSchema>, 'plan' | 'left'> & {
  readonly plan: Json;
  readonly left?: Json | undefined;
};
/** Who asked for it: the person by airdesk.yaml, and by the platform. */
export type Asker = Proposal['asker'];
/** Who confirmed it, called it off or ended it by a press, and in which channel. */
export type Presser = NonNullable<Proposal['confirmedBy']>;

/** The collection of the store that proposals are in, by id. */
export const PROPOSALS = 'proposals';
/** After a card turns into another question, presses are not counted for so long, ms: they were meant for the old one. */
export const READ_FIRST_MS = 500;
/** How long an ended proposal is remembered, so that a late press gets a true answer, ms. */
const REMEMBER_MS = 24 * 60 * 60 * 1000;

/** A stored proposal with the version that the next write expects. */
export interface StoredProposal {
  readonly version: number;
  readonly value: Proposal;
}

/** Reads one proposal. One that another version of Airdesk wrote in another form counts as forgotten. */
export async function findProposal(store: Store, id: string): Promise<StoredProposal | undefined> {
  const doc = await store.get(PROPOSALS, id);
  return doc && readProposal(doc);
}

/** All proposals that this version can read. */
export async function listProposals(store: Store): Promise<StoredProposal[]> {
  return (await store.list(PROPOSALS)).map(readProposal).filter((proposal) => proposal !== undefined);
}

/** The write that stores `proposal` over `expect`; `now` in ms UTC. */
export function proposalWrite(proposal: Proposal, expect: number, now: number): Write {
  const write = { collection: PROPOSALS, id: proposal.id, value: proposal, expect };
  const isOver = proposal.status !== 'waiting' && !inFlight(proposal.status);
  return isOver ? { ...write, dueAt: now + REMEMBER_MS } : write;
}

/** Stores `proposal` over what was read, together with `more`. @throws ConflictError */
export async function saveProposal(
  store: Store,
  read: StoredProposal,
  proposal: Proposal,
  now: number,
  more: readonly Write[] = [],
): Promise<StoredProposal> {
  await store.commit([proposalWrite(proposal, read.version, now), ...more]);
  return { version: read.version + 1, value: proposal };
}

/** Whether a proposal was confirmed and has not ended. */
export function inFlight(status: Status): status is 'confirmed' | 'running' | 'called' {
  return status === 'confirmed' || status === 'running' || status === 'called';
}

/** Whether it takes one person who may, whatever the policy says: an undo is for emergencies, also where it asks anew. */
export function takesOne({ kind, takesBack = false }: Pick<Proposal, 'kind' | 'takesBack'>): boolean {
  return kind === 'undo' || takesBack;
}

/** The proposal in a document; undefined where this version cannot read it. */
export function readProposal(doc: Doc<unknown>): StoredProposal | undefined {
  const parsed = ProposalSchema.safeParse(doc.value);
  return parsed.success ? { version: doc.version, value: parsed.data } : undefined;
}
