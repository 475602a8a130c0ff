import { byId, element, icon } from './element.js';
import { typed } from './completion.js';
import { words } from './words.js';

/**
 * Draws what a newcomer sees first: who they are, and three things to try.
 * @param {import('./wire.js').Setup} setup
 * @param {string | undefined} me
 * @param {{ choose: (userId: string) => void, ask: (line: string) => void, dismiss: () => void }} act
 */
export function drawWelcome(setup, me, act) {
  const section = byId('welcome');
  section.setAttribute('aria-labelledby', 'welcome-title');
  const close = element(
    'button',
    { type: 'button', class: 'quiet square', 'aria-label': words().gotIt },
    icon('close'),
  );
  close.addEventListener('click', act.dismiss);
  section.replaceChildren(
    element('header', {}, element('h2', { id: 'welcome-title' }, words().welcome), close),
    element('p', {}, words().welcomeText),
    ...(setup.people.length > 1 ? [people(setup, me, act.choose)] : []),
    ...(setup.suggestions.length > 0 ? [things(setup, act.ask)] : []),
  );
  section.hidden = false;
}

/**
 * @param {import('./wire.js').Setup} setup
 * @param {string | undefined} me
 * @param {(userId: string) => void} choose
 */
function people({ people }, me, choose) {
  return element(
    'fieldset',
    { class: 'people' },
    element('legend', {}, words().whoAreYou),
    ...people.map(({ userId, name }) => {
      const radio = element('input', { type: 'radio', name: 'who', value: userId, checked: userId === me });
      radio.addEventListener('change', () => choose(userId));
      return element('label', { class: 'choice' }, radio, element('span', { dir: 'auto' }, name));
    }),
  );
}

/**
 * @param {import('./wire.js').Setup} setup
 * @param {(line: string) => void} ask
 */
function things({ suggestions, completions }, ask) {
  return element(
    'div',
    {},
    element('h3', {}, words().tryThese),
    element(
      'ol',
      { class: 'things' },
      ...suggestions.slice(0, 3).map((line) => {
        const about = completions.find((entry) => `${line} `.startsWith(`${typed(entry.line)} `))?.summary;
        const start = element(
          'button',
          { type: 'button', class: 'thing' },
          element('span', { class: 'match-line', dir: 'auto' }, `/live ${line}`),
          about === undefined ? undefined : element('span', { class: 'match-summary' }, about),
        );
        start.addEventListener('click', () => ask(line));
        return element('li', {}, start);
      }),
    ),
  );
}
