import { z } from 'zod';
import { OUTCOMES } from '../../../src/platform/records.ts';
import { LANGUAGES } from '../../../src/text/language.ts';

const MomentSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional();
const WordsSchema = z.string().max(200).optional();

const Paged = {
  within: MomentSchema,
  until: MomentSchema,
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  sought: WordsSchema,
};

/** The query of GET /desk/audit. */
export const ActsQuery = z.strictObject({
  ...Paged,
  language: z.enum(LANGUAGES),
  person: WordsSchema,
  noun: WordsSchema,
  outcome: z.enum(OUTCOMES).optional(),
});

/** The query of GET /desk/alerts. */
export const AlertsQuery = z.strictObject({
  ...Paged,
  state: z.enum(['firing', 'acknowledged', 'muted', 'recovered', 'closed']).optional(),
  severity: z.enum(['critical', 'warning', 'info']).optional(),
});
