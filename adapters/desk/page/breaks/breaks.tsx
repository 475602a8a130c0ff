import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { me, setup } from '../state/store.ts';
import { send, wordsOf } from '../wire/send.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** Something that can be broken in the demo. */
interface Break {
  readonly id: string;
  readonly label: { readonly en: string; readonly zh: string };
}

/** In the demo: what can be broken, folded away. Elsewhere the desk knows of none, and nothing is here. */
export function Breaks(): JSX.Element | null {
  const [all, offer] = useState<readonly Break[]>([]);
  const [said, say] = useState('');
  const isOpenDesk = setup.value?.login === 'open';
  useEffect(() => {
    if (isOpenDesk) void fetchBreaks().then(offer);
  }, [isOpenDesk]);
  if (all.length === 0) return null;

  async function run(id: string): Promise<void> {
    try {
      await send('/desk/breaks', { as: me.value, id });
      say(words().broke);
    } catch (error) {
      say(wordsOf(error));
    }
  }

  return (
    <details class="breaks">
      <summary>{words().breaks}</summary>
      <p class="small">{words().breaksText}</p>
      <div class="buttons">
        {all.map(({ id, label }) => (
          <button key={id} type="button" class="action" data-break={id} onClick={() => void run(id)}>
            {language.value === 'zh-CN' ? label.zh : label.en}
          </button>
        ))}
      </div>
      <p class="small" role="status">
        {said}
      </p>
    </details>
  );
}

async function fetchBreaks(): Promise<readonly Break[]> {
  try {
    const response = await fetch('/desk/breaks');
    if (!response.ok) return [];
    const told: unknown = await response.json();
    return Array.isArray(told) ? told.filter(isBreak) : [];
  } catch {
    return [];
  }
}

function isBreak(value: unknown): value is Break {
  const { id, label } = (value ?? {}) as { id?: unknown; label?: { en?: unknown; zh?: unknown } };
  return typeof id === 'string' && typeof label?.en === 'string' && typeof label.zh === 'string';
}
