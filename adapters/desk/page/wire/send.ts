import type { Setup } from './setup.ts';
import { tabId } from './new-id.ts';
import { me, setup } from '../state/store.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** A request that the desk refused, in words for the reader. */
export class Refused extends Error {
  readonly status: number;

  constructor(message: string, status = 0) {
    super(message);
    this.status = status;
  }
}

/** What is asked of the desk: a typed line, a button, a form that was filled in. */
export type Asked =
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'press'; readonly button: string; readonly message: string }
  | { readonly kind: 'submit'; readonly form: string; readonly values: Readonly<Record<string, string>> };

/** Waits before an ask that got lost is sent again, ms. */
const WAITS = [400, 1_200, undefined];

/** What the page is to show. `as`: who reads, where there is no login. */
export async function fetchSetup(as: string | undefined): Promise<Setup> {
  const query = new URLSearchParams({ language: language.value, ...(as !== undefined && { as }) });
  const response = await fetch(`/desk/setup?${query.toString()}`);
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as Setup;
}

/** Looks something up. What is empty is left out of the question. @throws Refused */
export async function fetchRecord<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
  const as = setup.value?.login === 'open' ? me.value : undefined;
  const asked = Object.entries({ ...query, as: as ?? '' }).filter(([, value]) => value !== '');
  let response: Response;
  try {
    response = await fetch(`${path}?${new URLSearchParams(asked).toString()}`);
  } catch {
    throw new Refused(words().cannotLookUp);
  }
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}

/** Posts JSON. @throws Refused */
export async function send(path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw await refusal(response);
}

/** Sends an ask. A lost connection is tried again with the same id, so that it is handled once. @throws Refused */
export async function sendAsk(id: string, as: string | undefined, asked: Asked): Promise<void> {
  const body = { id, tab: tabId(), language: language.value, ...(as !== undefined && { as }), ...asked };
  for (const wait of WAITS) {
    try {
      await send('/desk/intents', body);
      return;
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (wait === undefined) throw new Refused(words().noConnection);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** What went wrong, in words for the reader. */
export function wordsOf(error: unknown): string {
  return error instanceof Refused ? error.message : words().notSent;
}

async function refusal(response: Response): Promise<Refused> {
  try {
    const { hint } = (await response.json()) as { hint: { en: string; zh: string } };
    return new Refused(language.value === 'zh-CN' ? hint.zh : hint.en, response.status);
  } catch {
    return new Refused(`${words().notSent} HTTP ${response.status}`, response.status);
  }
}
