import { focusDraft } from '../conversation/draft.ts';
import { isPaletteOpen, openPalette } from '../palette/palette.tsx';
import { pane } from '../state/store.ts';

/** Keys that work everywhere on the page: Ctrl-K finds, `/` types, a digit chooses a source of the caster that was touched last. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openPalette();
      return;
    }
    const isTyping =
      event.target instanceof HTMLElement && event.target.closest('input, select, textarea, dialog');
    if (isTyping || isPaletteOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      pane.value = 'conversation';
      // At once where it is in view, or the next key would be lost; otherwise when it is.
      focusDraft();
      requestAnimationFrame(focusDraft);
    } else if (/^[1-9]$/.test(event.key)) {
      document.querySelector<HTMLElement>(`.source[data-key="${event.key}"]`)?.click();
    }
  });
}
