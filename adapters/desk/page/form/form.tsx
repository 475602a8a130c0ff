import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DrawnForm } from '../../render.ts';
import { Icon } from '../card/icon.tsx';
import { submit } from '../state/ask.ts';
import { closeForm, formFree } from '../state/forms.ts';
import { openForm } from '../state/store.ts';
import { recallHere, rememberHere } from '../wire/memory.ts';
import { newId } from '../wire/new-id.ts';
import { wordsOf } from '../wire/send.ts';
import { words } from '../words/words.ts';
import { problemsIn } from './sent-form.ts';

/** After so long without an answer a form can be sent again, ms. */
const PATIENCE_MS = 30_000;

/** The form that stands open, if one does. */
export function FormDialog(): JSX.Element | null {
  const open = openForm.value;
  return open ? <OpenForm key={open.key} form={open.form} /> : null;
}

/** What was typed stays when the desk only says what is wrong with it, and over a reload of the page. */
function OpenForm({ form }: { readonly form: DrawnForm }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLFormElement>(null);
  const [isSending, sending] = useState(false);
  const [problem, tell] = useState('');
  const typed = useRef(typedBefore(form));
  /** What was sent, and as which ask: the same sent again is handled once. */
  const sent = useRef({ id: '', values: '' });

  useLayoutEffect(() => {
    dialog.current?.showModal();
    body.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  // The desk says what is wrong: it can be sent again, and the first mistake has the focus.
  useEffect(() => {
    sending(false);
    sent.current = { id: '', values: '' };
    tell(form.problem ?? '');
    body.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [form]);

  async function send(): Promise<void> {
    if (isSending || !body.current) return;
    sending(true);
    tell('');
    const free = setTimeout(() => {
      formFree();
      sending(false);
    }, PATIENCE_MS);
    try {
      const values = valuesOf(body.current);
      const text = JSON.stringify(values);
      if (sent.current.id === '' || sent.current.values !== text)
        sent.current = { id: newId(), values: text };
      await submit(sent.current.id, form.id, values);
    } catch (error) {
      clearTimeout(free);
      formFree();
      sending(false);
      tell(wordsOf(error));
    }
  }

  const problems = problemsIn(form);
  return (
    <dialog class="dialog" aria-labelledby="form-title" ref={dialog} onClose={closeForm}>
      <form
        ref={body}
        autocomplete="off"
        onInput={(event) => keepTyped(form, event.currentTarget)}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <header>
          <h2 id="form-title" dir="auto">
            {form.title}
          </h2>
          <button type="button" class="quiet square" aria-label={words().close} onClick={closeForm}>
            <Icon name="close" />
          </button>
        </header>
        <div class="fields">
          {form.fields.map((field, index) => (
            <Field
              key={field.name}
              field={{ ...field, ...valueOf(typed.current.get(field.name)) }}
              problem={problems.get(field.name) ?? ''}
              index={index}
            />
          ))}
        </div>
        <p class="problem" role="alert" dir="auto">
          {problem}
        </p>
        <div class="buttons">
          <button type="submit" class="action primary" aria-busy={isSending ? 'true' : undefined}>
            <span class="spinner" aria-hidden="true" />
            <span dir="auto">{form.submit}</span>
          </button>
          <button type="button" class="action" onClick={closeForm}>
            {words().cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Field({
  field: { name, label, hint, example, value, optional, choices },
  problem,
  index,
}: {
  readonly field: DrawnForm['fields'][number];
  readonly problem: string;
  readonly index: number;
}): JSX.Element {
  const id = `field-${index}`;
  const shared = {
    id,
    name,
    required: optional !== true,
    'aria-describedby': `${id}-problem${hint === undefined ? '' : ` ${id}-hint`}`,
    'aria-invalid': problem === '' ? undefined : ('true' as const),
    dir: 'auto' as const,
  };
  return (
    <div class="field">
      <label for={id} dir="auto">
        {label}
        {optional === true && <span class="small"> ({words().optional})</span>}
      </label>
      {choices ? (
        <select {...shared}>
          <option value="">{words().choose}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          defaultValue={value}
          placeholder={example}
          maxLength={4000}
          autocapitalize="off"
          spellcheck={false}
        />
      )}
      <p id={`${id}-problem`} class="problem" data-problem={name} dir="auto">
        {problem}
      </p>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="small" dir="auto">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Empty optional fields are left out. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    ),
  );
}

function valueOf(value: string | undefined): { readonly value?: string } {
  return value === undefined ? {} : { value };
}

function keepTyped({ id }: DrawnForm, form: HTMLFormElement): void {
  rememberHere('form', JSON.stringify({ id, values: valuesOf(form) }));
}

/** What was typed into this very form before the page was loaded again. */
function typedBefore({ id }: DrawnForm): ReadonlyMap<string, string> {
  try {
    const kept = JSON.parse(recallHere('form') ?? '{}') as { id?: unknown; values?: Record<string, string> };
    return new Map(kept.id === id ? Object.entries(kept.values ?? {}) : []);
  } catch {
    return new Map();
  }
}
