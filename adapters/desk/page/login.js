import { byId, element } from './element.js';
import { Refused, send } from './wire.js';
import { words } from './words.js';

/**
 * Draws the login: by the company's provider, by a password, or both.
 * @param {import('./wire.js').Setup} setup
 * @param {() => void} done called when somebody has logged in with a password
 */
export function drawLogin(setup, done) {
  const section = byId('login');
  const company = setup.company
    ? [element('p', {}, element('a', { href: '/desk/company', class: 'action primary' }, words().company))]
    : [];
  if (setup.login === 'company') {
    section.replaceChildren(element('h2', {}, words().login), ...company);
    section.hidden = false;
    return;
  }
  const user = input('login-user', { autocomplete: 'username', autocapitalize: 'off', spellcheck: 'false' });
  const password = input('login-password', { type: 'password', autocomplete: 'current-password' });
  const enter = element('button', { type: 'submit', class: 'action primary' }, words().logIn);
  const problem = element('p', { class: 'problem', role: 'alert' });
  const form = element(
    'form',
    {},
    element('h2', {}, words().login),
    element('div', { class: 'field' }, element('label', { for: user.id }, words().user), user),
    element('div', { class: 'field' }, element('label', { for: password.id }, words().password), password),
    problem,
    element('div', { class: 'buttons' }, enter),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    problem.textContent = '';
    try {
      await send('/desk/login', { user: user.value.trim(), password: password.value });
      password.value = '';
      section.hidden = true;
      done();
    } catch (error) {
      problem.textContent = error instanceof Refused ? error.message : words().noConnection;
      password.select();
    }
  });
  section.replaceChildren(...company, form);
  section.hidden = false;
  user.focus();
}

/** @param {string} id @param {Record<string, string>} attributes */
function input(id, attributes) {
  return element('input', { id, type: 'text', required: true, ...attributes });
}
