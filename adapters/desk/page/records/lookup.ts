import { signal } from '@preact/signals';
import type { ActsPage, AlertsPage } from '../../../../src/platform/records.ts';
import { fetchRecord, Refused, wordsOf } from '../wire/send.ts';
import { language } from '../words/language.ts';

/** What is looked up. */
export type Kind = 'audit' | 'history';

/** How far back. */
export const SPANS = ['hour', 'day', 'week', 'all'] as const;
/** One of SPANS. */
export type Span = (typeof SPANS)[number];

/** What is looked for, by the name of the query; empty is anything. */
export interface Sought {
  readonly sought: string;
  readonly span: Span;
  readonly person: string;
  readonly noun: string;
  readonly outcome: string;
  readonly state: string;
  readonly severity: string;
}

const ANYTHING: Sought = {
  ...{ sought: '', span: 'all', person: '', noun: '', outcome: '', state: '', severity: '' },
};

export const kind = signal<Kind>('audit');
/** By kind. */
export const sought = signal<Readonly<Record<Kind, Sought>>>({ audit: ANYTHING, history: ANYTHING });
export const acts = signal<ActsPage | undefined>(undefined);
export const olderAlerts = signal<AlertsPage | undefined>(undefined);
export const isLooking = signal(false);
/** Why nothing could be looked up. */
export const problem = signal('');

const SPAN_MS: Readonly<Record<Span, number | undefined>> = {
  hour: 3_600_000,
  day: 24 * 3_600_000,
  week: 7 * 24 * 3_600_000,
  all: undefined,
};

/** While somebody types, it is looked up when they pause, ms. */
const PAUSE_MS = 300;
let later: ReturnType<typeof setTimeout> | undefined;
/** Only the answer to the newest question is shown. */
let asking = 0;

/** Looks for something else. */
export function seek(change: Partial<Sought>): void {
  sought.value = { ...sought.value, [kind.value]: { ...sought.value[kind.value], ...change } };
  clearTimeout(later);
  if (change.sought === undefined) void lookUp();
  else later = setTimeout(() => void lookUp(), PAUSE_MS);
}

/** Looks for nothing in particular any more. */
export function seekAnything(): void {
  seek({ ...ANYTHING, sought: '' });
}

/** Whether anything in particular is looked for. */
export function isSeeking(): boolean {
  return JSON.stringify(sought.value[kind.value]) !== JSON.stringify(ANYTHING);
}

/** Nothing is known: somebody else reads. */
export function forgetRecords(): void {
  asking += 1;
  acts.value = undefined;
  olderAlerts.value = undefined;
  problem.value = '';
  sought.value = { audit: ANYTHING, history: ANYTHING };
}

/** Looks up the newest that fits. What was there before stays until the answer comes. */
export async function lookUp(): Promise<void> {
  clearTimeout(later);
  await (kind.value === 'audit' ? lookUpActs() : lookUpAlerts());
}

/** Sentences are told in one language: in another one they are asked for anew. */
export function tellAgain(): void {
  if (acts.value) void lookUpActs();
}

/** Looks up what comes behind what is shown. */
export async function lookUpMore(): Promise<void> {
  await (kind.value === 'audit' ? lookUpActs(acts.value) : lookUpAlerts(olderAlerts.value));
}

/** `before`: what is shown, and goes on. */
async function lookUpActs(before?: ActsPage): Promise<void> {
  const { person, noun, outcome } = sought.value.audit;
  const asked = { ...behind('audit', before), language: language.value, person, noun, outcome };
  const page = await ask<ActsPage>('/desk/audit', asked);
  if (page) acts.value = { ...page, rows: [...(before?.rows ?? []), ...page.rows] };
}

async function lookUpAlerts(before?: AlertsPage): Promise<void> {
  const { state, severity } = sought.value.history;
  const page = await ask<AlertsPage>('/desk/alerts', { ...behind('history', before), state, severity });
  if (page) olderAlerts.value = { ...page, rows: [...(before?.rows ?? []), ...page.rows] };
}

function behind(of: Kind, before: ActsPage | AlertsPage | undefined): Record<string, string> {
  const { span, sought: words } = sought.value[of];
  return {
    ...{ sought: words, within: String(SPAN_MS[span] ?? '') },
    ...(before && { until: String(before.asOf), skip: String(before.rows.length) }),
  };
}

async function ask<Page>(path: string, query: Record<string, string>): Promise<Page | undefined> {
  const mine = ++asking;
  isLooking.value = true;
  try {
    const page = await fetchRecord<Page>(path, query);
    if (mine !== asking) return undefined;
    problem.value = '';
    return page;
  } catch (error) {
    if (mine === asking) {
      problem.value = wordsOf(error);
      // What somebody may not see any more is not left standing.
      if (error instanceof Refused && error.status === 403) acts.value = undefined;
    }
    return undefined;
  } finally {
    if (mine === asking) isLooking.value = false;
  }
}
