import type { DrawnForm } from '../../render.ts';

/** Whether a form only says what is wrong with what was sent from the one that stands open. */
export function answersWhatWasSent(
  open: { readonly form: Pick<DrawnForm, 'fields'>; readonly sent: string | undefined },
  form: Pick<DrawnForm, 'fields' | 'ask'>,
): boolean {
  if (form.ask === undefined || form.ask !== open.sent) return false;
  const names = ({ fields }: Pick<DrawnForm, 'fields'>): string => fields.map(({ name }) => name).join('\n');
  return names(form) === names(open.form);
}

/** What is wrong at each field, by name; empty where nothing is. */
export function problemsIn({ fields }: Pick<DrawnForm, 'fields'>): ReadonlyMap<string, string> {
  return new Map(fields.map(({ name, problem }) => [name, problem ?? '']));
}
