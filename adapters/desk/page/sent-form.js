/** @typedef {import('./form.js').Form} Form */

/**
 * Whether a form only says what is wrong with what was sent from the one that stands open.
 * @param {{ form: Form, sent: string | undefined }} open
 * @param {Form} form
 */
export function answersWhatWasSent(open, form) {
  if (form.ask === undefined || form.ask !== open.sent) return false;
  const names = (/** @type {Form} */ { fields }) => fields.map(({ name }) => name).join('\n');
  return names(form) === names(open.form);
}

/** What is wrong at each field, by name; empty where nothing is. @param {Form} form @returns {Map<string, string>} */
export function problemsIn({ fields }) {
  return new Map(fields.map(({ name, problem }) => [name, problem ?? '']));
}
