import { formAnswered, showForm } from './forms.ts';
import { forgetConversation, put, release, settle, sync } from './conversation.ts';
import { forgetLive, takeAlerts, takeOnAir } from './live.ts';
import { forgetRecords, tellAgain } from '../records/lookup.ts';
import { connection, entries, isWelcoming, me, now, setup } from './store.ts';
import { recall, remember } from '../wire/memory.ts';
import { fetchSetup, send } from '../wire/send.ts';
import { listen } from '../wire/listen.ts';
import { language, speak } from '../words/language.ts';

/** Between two tries to begin, and how often what lasts is counted on, ms. */
const AGAIN_MS = 2_000;
const STEP_MS = 5_000;

let hangUp = (): void => undefined;

/** Begins, again and again until the desk answers. */
export async function start(): Promise<void> {
  try {
    await begin(true);
  } catch {
    connection.value = 'reconnecting';
    setTimeout(() => void start(), AGAIN_MS);
  }
}

/** The first start: what this browser remembers, and a clock. */
export function startPage(): void {
  me.value = recall('person');
  const preferred = recall('language') ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
  speak(preferred === 'zh-CN' ? 'zh-CN' : 'en');
  setInterval(() => {
    now.value = Date.now();
  }, STEP_MS);
  void start();
}

/** Becomes somebody else, where there is no login. */
export function choose(userId: string): void {
  me.value = userId;
  remember('person', userId);
  forgetLive();
  forgetRecords();
  forgetConversation();
  connect();
  // What may be typed is another's by now.
  void begin(false).catch(() => undefined);
}

/** Speaks the other language; what the desk says in one is asked for anew. */
export async function switchLanguage(): Promise<void> {
  speak(language.value === 'en' ? 'zh-CN' : 'en');
  remember('language', language.value);
  tellAgain();
  await begin(false).catch(() => undefined);
}

/** Ends the session. */
export async function logOut(): Promise<void> {
  await send('/desk/logout', {}).catch(() => undefined);
  await start();
}

/** Asks the desk what to show, then shows it. `anew`: it listens anew. */
async function begin(anew: boolean): Promise<void> {
  const asked = me.value;
  const told = await fetchSetup(asked);
  // Somebody else was chosen meanwhile: another answer is on its way.
  if (setup.value?.login === 'open' && me.value !== asked) return;
  if (told.login === 'open') {
    const isKnown = told.people.some(({ userId }) => userId === me.value);
    if (!isKnown) me.value = told.people[0]?.userId;
  } else {
    me.value = told.me?.userId;
  }
  setup.value = told;
  if (me.value === undefined) {
    hangUp();
    connection.value = 'loggedOut';
    isWelcoming.value = false;
    entries.value = [];
    forgetLive();
    forgetRecords();
  } else if (anew) {
    connect();
  }
}

function connect(): void {
  hangUp();
  hangUp = listen(setup.value?.login === 'open' ? me.value : undefined, {
    state: (state) => {
      connection.value = state;
    },
    sync: (seen) => {
      sync(seen);
      if (recall('welcomed') === undefined) isWelcoming.value = true;
    },
    message: (message) => {
      put(message);
      if (message.ask !== undefined) formAnswered(message.ask);
    },
    form: showForm,
    answered: (id) => {
      settle(id);
      release(id);
      formAnswered(id);
    },
    onAir: takeOnAir,
    alerts: takeAlerts,
    // Perhaps logged out meanwhile: the setup tells.
    refused: () => void begin(false).catch(() => undefined),
  });
}
