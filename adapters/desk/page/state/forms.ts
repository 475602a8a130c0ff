import type { DrawnForm } from '../../render.ts';
import { answersWhatWasSent } from '../form/sent-form.ts';
import { openForm } from './store.ts';

/** The ask that the open form was sent with. */
let sent: string | undefined;
let count = 0;

/** Opens a form. What was open before gives way, unless this only says what is wrong with what was sent from it: then all that was typed stays. */
export function showForm(form: DrawnForm): void {
  const open = openForm.value;
  const isSame = open !== undefined && answersWhatWasSent({ form: open.form, sent }, form);
  sent = undefined;
  openForm.value = { form, key: isSame ? open.key : ++count };
}

/** The open form is on its way. Known before it is sent: the answer may be here before the acknowledgement. */
export function formSent(ask: string): void {
  sent = ask;
}

/** Sending failed, or took too long: it can be sent again. */
export function formFree(): void {
  sent = undefined;
}

/** An ask was answered: the form that it came from is done with. */
export function formAnswered(ask: string): void {
  if (sent === ask) closeForm();
}

/** What is closed is not marked any more: what is wrong with it opens it again. */
export function closeForm(): void {
  sent = undefined;
  openForm.value = undefined;
}
