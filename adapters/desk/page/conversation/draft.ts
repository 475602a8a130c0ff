import { signal } from '@preact/signals';
import { recallHere, rememberHere } from '../wire/memory.ts';

/** What is typed and not sent yet. It outlives a reload and a restart of the desk. */
export const draft = signal(recallHere('draft') ?? '');

/** Types it. */
export function setDraft(text: string): void {
  draft.value = text;
  rememberHere('draft', text);
}

let field: HTMLInputElement | null = null;

/** The field that it is typed in. */
export function isTypedIn(element: HTMLInputElement | null): void {
  field = element;
}

/** Goes to the field. */
export function focusDraft(): void {
  field?.focus();
}
