import { createComposer } from './composer.js';
import { keepCounting } from './elapsed.js';
import { byId, element } from './element.js';
import { formAnswered, openForm } from './form.js';
import { createLog } from './log.js';
import { drawLogin } from './login.js';
import { recall, remember } from './memory.js';
import { drawWelcome } from './welcome.js';
import { fetchSetup, listen, newId, send, sendAsk } from './wire.js';
import { currentLanguage, speak, words } from './words.js';

/** @type {import('./wire.js').Setup | undefined} */
let setup;
/** @type {string | undefined} */
let me = recall('person');
/** @typedef {'connecting' | 'connected' | 'reconnecting' | 'loggedOut'} State */
/** @type {State} */
let state = 'connecting';
let hangUp = () => {};

const personSelect = /** @type {HTMLSelectElement} */ (byId('person-select'));
const composer = createComposer(ask);
const log = createLog((id, message, button) => sendAsk(id, me, { kind: 'press', button, message }));

/** @param {string} line */
function ask(line) {
  const id = newId();
  byId('welcome').hidden = true;
  remember('welcomed', 'yes');
  log.asked(id, line);
  const attempt = () =>
    sendAsk(id, me, { kind: 'command', line }).catch((error) => log.failed(id, error.message, attempt));
  void attempt();
}

/** @param {State} now */
function showState(now) {
  state = now;
  byId('state').dataset.state = now;
  byId('state').textContent = words()[now];
}

function connect() {
  hangUp();
  hangUp = listen(setup?.login === 'open' ? me : undefined, {
    state: showState,
    sync: (seen) => {
      log.sync(seen);
      if (setup && recall('welcomed') === undefined) {
        welcome(setup);
        log.toEnd();
      }
    },
    message: (message) => {
      log.put(message);
      if (message.ask !== undefined) formAnswered(message.ask);
    },
    form: (form) =>
      openForm(form, (id, filled, values) => sendAsk(id, me, { kind: 'submit', form: filled, values })),
    answered: (id) => {
      log.answered(id);
      formAnswered(id);
    },
    // Perhaps logged out meanwhile: the setup tells.
    refused: () => void begin(false).catch(() => {}),
  });
}

/** @param {import('./wire.js').Setup} shown */
function welcome(shown) {
  drawWelcome(shown, me, {
    choose,
    ask,
    dismiss() {
      byId('welcome').hidden = true;
      remember('welcomed', 'yes');
      composer.focus();
    },
  });
}

/** @param {string} userId */
function choose(userId) {
  me = userId;
  personSelect.value = userId;
  remember('person', userId);
  connect();
}

/** @param {import('./wire.js').Setup} now */
function drawBar(now) {
  byId('notice').hidden = now.notice === null;
  byId('notice').textContent = now.notice;
  byId('language').textContent = words().other;
  byId('language').lang = currentLanguage() === 'en' ? 'zh-CN' : 'en';
  byId('person').hidden = now.login !== 'open';
  personSelect.replaceChildren(
    ...now.people.map(({ userId, name }) => element('option', { value: userId }, name)),
  );
  personSelect.value = me ?? '';
  byId('logout').hidden = now.login === 'open' || !now.me;
  byId('logout').textContent = `${now.me?.name ?? ''} · ${words().logOut}`;
  composer.offer(now);
}

/** Asks the desk what to show, then shows it. @param {boolean} reconnect whether to listen anew */
async function begin(reconnect) {
  setup = await fetchSetup(me);
  if (setup.login === 'open') {
    const known = setup.people.some(({ userId }) => userId === me);
    if (!known) me = setup.people[0]?.userId;
  } else {
    me = setup.me?.userId;
  }
  drawBar(setup);
  const inside = me !== undefined;
  byId('composer').hidden = !inside;
  if (!inside) {
    hangUp();
    showState('loggedOut');
    byId('welcome').hidden = true;
    log.sync({ reset: true, messages: [] });
    if (setup.login !== 'open') drawLogin(setup, () => void start());
  } else if (reconnect) {
    connect();
  }
}

/** Begins, again and again until the desk answers. */
async function start() {
  try {
    await begin(true);
  } catch {
    showState('reconnecting');
    setTimeout(() => void start(), 2_000);
  }
}

async function switchLanguage() {
  speak(currentLanguage() === 'en' ? 'zh-CN' : 'en');
  remember('language', currentLanguage());
  showState(state);
  log.redraw();
  await begin(false).catch(() => {});
  if (setup && !byId('welcome').hidden) welcome(setup);
}

byId('language').addEventListener('click', () => void switchLanguage());
personSelect.addEventListener('change', () => choose(personSelect.value));
byId('logout').addEventListener('click', () => {
  void send('/desk/logout', {})
    .catch(() => {})
    .finally(() => void start());
});

const preferred = recall('language') ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
speak(preferred === 'zh-CN' ? 'zh-CN' : 'en');
showState('connecting');
keepCounting();
void start();
