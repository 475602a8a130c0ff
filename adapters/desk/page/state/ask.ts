import { formSent } from './forms.ts';
import { asked, failed, notePress, notePressProblem, release } from './conversation.ts';
import { entries, focusConfirm, isWelcoming, me, pane, setup, type Pane } from './store.ts';
import { remember } from '../wire/memory.ts';
import { newId } from '../wire/new-id.ts';
import { sendAsk, wordsOf } from '../wire/send.ts';

/** After so long without an answer a pressed button can be pressed again, ms. */
const PATIENCE_MS = 30_000;
/** Stands for the message of a button that is on none of them. */
const NO_MESSAGE = 'live';

const as = (): string | undefined => (setup.value?.login === 'open' ? me.value : undefined);

/**
 * Asks what somebody typed, or what a button of the page stands for. Its answer comes into the conversation, which is shown.
 * Gives the id of the ask.
 */
export function ask(line: string, shown: Pane = 'conversation'): string | undefined {
  const text = line.trim();
  if (text === '') return undefined;
  const id = newId();
  dismissWelcome();
  asked(id, text);
  pane.value = shown;
  attempt(id, text);
  return id;
}

/**
 * The same, and the button that confirms has the focus when it comes: one more key does it. Until then no other has: that key
 * must not confirm what was asked before.
 */
export function askAndFocus(line: string): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.matches('[data-button^="confirm:"]')) focused.blur();
  focusConfirm.value = ask(line);
}

/** Asks for what asks nothing back: whoever does so goes on where they are, and reads the answer when they like. */
export function askInPlace(line: string): void {
  ask(line, pane.value);
}

/** Sends again what did not arrive, with the same id. */
export function askAgain(id: string): void {
  const entry = entries.value.find((each) => each.kind === 'ask' && each.key === id);
  if (entry?.kind !== 'ask') return;
  failed(id, undefined);
  attempt(id, entry.line);
}

function attempt(id: string, line: string): void {
  sendAsk(id, as(), { kind: 'command', line }).catch((error: unknown) => failed(id, wordsOf(error)));
}

/** Presses a button of a message. `of`: the controls that it is among. */
export function press(message: string, button: string, of: string): void {
  const id = newId();
  // Known before it is sent: the answer may be here before the acknowledgement.
  notePress(message, { ask: id, button, of });
  setTimeout(() => release(id), PATIENCE_MS);
  sendAsk(id, as(), { kind: 'press', button, message }).catch((error: unknown) => {
    release(id);
    notePressProblem(message, wordsOf(error));
  });
}

/** Presses a button of an alert in the list: on its own card where that is in the conversation. `key`: what waits meanwhile. */
export function pressOfAlert(key: string, button: string, of: string): void {
  const id = newId();
  const message = messageWith(button) ?? NO_MESSAGE;
  notePress(key, { ask: id, button, of });
  setTimeout(() => release(id), PATIENCE_MS);
  sendAsk(id, as(), { kind: 'press', button, message }).catch((error: unknown) => {
    release(id);
    notePressProblem(key, wordsOf(error));
  });
  // What runs a command is answered by a preview: that is shown, with its Confirm.
  if (button.startsWith('run')) pane.value = 'conversation';
}

/** Sends a form. @throws Refused */
export async function submit(
  id: string,
  form: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  formSent(id);
  await sendAsk(id, as(), { kind: 'submit', form, values });
}

/** Whoever has asked something needs no welcome any more. */
export function dismissWelcome(): void {
  isWelcoming.value = false;
  remember('welcomed', 'yes');
}

function messageWith(button: string): string | undefined {
  return entries.value.findLast(
    (entry) => entry.kind === 'message' && entry.message.card.buttons.some(({ id }) => id === button),
  )?.key;
}
