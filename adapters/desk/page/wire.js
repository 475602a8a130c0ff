import { currentLanguage, words } from './words.js';

/** @typedef {{ line: string, summary: string }} Completion */
/**
 * @typedef {{
 *   login: 'open' | 'password' | 'company', company: boolean, people: { userId: string, name: string }[], me: { userId: string, name: string } | null,
 *   notice: string | null, suggestions: string[], completions: Completion[],
 * }} Setup
 */
/**
 * @typedef {{
 *   state: (state: 'connecting' | 'connected' | 'reconnecting') => void,
 *   sync: (state: { reset: boolean, messages: import('./card.js').Message[] }) => void,
 *   message: (message: import('./card.js').Message) => void,
 *   form: (form: import('./form.js').Form) => void,
 *   answered: (ask: string) => void,
 *   refused: () => void,
 * }} Listener
 */

/** A request that the desk refused, in words for the reader. */
export class Refused extends Error {}

/** Random letters and digits. Works without a secure context, where crypto.randomUUID does not. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** This page among all pages of the same person. */
const tab = newId();

/** Who reads, where there is no login. @type {string | undefined} */
let reader;

/** Where a picture or a file is. @param {string} id */
export function fileAddress(id) {
  return `/desk/files/${id}${reader ? `?${new URLSearchParams({ as: reader })}` : ''}`;
}

/** What the page is to show. @param {string | undefined} as @returns {Promise<Setup>} */
export async function fetchSetup(as) {
  const query = new URLSearchParams({ language: currentLanguage(), ...(as && { as }) });
  const response = await fetch(`/desk/setup?${query}`);
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Posts JSON. @param {string} path @param {object} body @throws {Refused} */
export async function send(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw await refusal(response);
}

/**
 * Sends an ask. A lost connection is tried again with the same id, so that it is handled once.
 * @param {string} id
 * @param {string | undefined} as
 * @param {object} ask
 */
export async function sendAsk(id, as, ask) {
  const body = { id, tab, language: currentLanguage(), ...(as && { as }), ...ask };
  for (const wait of [400, 1_200, undefined]) {
    try {
      return await send('/desk/intents', body);
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (wait === undefined) throw new Refused(words().noConnection);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * Listens to the desk until the returned function is called. The browser reconnects by itself and says what it saw
 * last; where the desk answers but refuses, `refused` is told.
 * @param {string | undefined} as
 * @param {Listener} listener
 */
export function listen(as, listener) {
  reader = as;
  const query = new URLSearchParams({ tab, ...(as && { as }) });
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  function open() {
    source = new EventSource(`/desk/events?${query}`);
    source.addEventListener('error', () => {
      listener.state('reconnecting');
      // The browser gives up for good on an answer other than 200: starting, full, or logged out.
      if (source?.readyState === EventSource.CLOSED) {
        listener.refused();
        later = setTimeout(open, 2_000);
      }
    });
    source.addEventListener('sync', (event) => {
      listener.state('connected');
      listener.sync(JSON.parse(event.data));
    });
    source.addEventListener('message', (event) => listener.message(JSON.parse(event.data)));
    source.addEventListener('form', (event) => listener.form(JSON.parse(event.data)));
    source.addEventListener('answered', (event) => listener.answered(JSON.parse(event.data).ask));
  }

  listener.state('connecting');
  open();
  return () => {
    clearTimeout(later);
    source?.close();
  };
}

/** @param {Response} response */
async function refusal(response) {
  try {
    const { hint } = await response.json();
    return new Refused(currentLanguage() === 'zh-CN' ? hint.zh : hint.en);
  } catch {
    return new Refused(`${words().notSent} HTTP ${response.status}`);
  }
}
