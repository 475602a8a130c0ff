import type { Intent } from '../../src/intent.ts';
import type { FormFirst } from '../../src/platform/adapter.ts';
import { fieldsOf } from './parse.ts';
import { fieldErrors } from './render-form.ts';
import { Ticket } from './ticket.ts';

const BUSY = 'Airdesk is busy. Try again in a moment. / Airdesk 正忙，请稍后再试。';

/** What Slack is told at once: a line for whoever typed, or what is wrong at the fields of a form, which then stays open. */
export type Acknowledgement =
  string | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** The acknowledgement of an ask; undefined: it was taken. A form that cannot be taken stays open, with all that was typed. */
export function acknowledgementOf(
  intent: Intent,
  body: unknown,
  { isBusy, formFirst }: { readonly isBusy: boolean; readonly formFirst: FormFirst },
): Acknowledgement | undefined {
  if (intent.kind !== 'submit') return isBusy && intent.kind === 'command' ? BUSY : undefined;
  const fields = fieldsOf(body);
  const [first] = fields;
  if (isBusy)
    return first === undefined ? undefined : { response_action: 'errors', errors: { [first]: BUSY } };
  const form = formFirst(intent);
  const errors = form && fieldErrors(form, fields);
  if (!errors) return undefined;
  const { ticket } = intent.place;
  if (ticket instanceof Ticket) ticket.isFormAgain = true;
  return { response_action: 'errors', errors };
}
