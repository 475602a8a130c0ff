import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../card/icon.tsx';
import { words } from '../words/words.ts';

/**
 * Below a list that is held in its places: how many are new. Pressed, they come where they belong. It takes its room from
 * the lower end of what is in view, so that nothing moves and nothing is covered.
 */
export function FreshBar({
  count,
  letGo,
}: {
  readonly count: number;
  readonly letGo: () => void;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  return (
    <div class={count > 0 ? 'below' : ''} role="status" ref={place}>
      {count > 0 && (
        <button
          type="button"
          class="fresh-button"
          onClick={() => {
            letGo();
            place.current?.previousElementSibling?.scrollTo({ top: 0 });
          }}
        >
          <Icon name="up" />
          {words().fresh(count)}
        </button>
      )}
    </div>
  );
}
