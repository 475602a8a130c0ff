import { byId, element, icon } from './element.js';

/** @typedef {import('./card.js').Message} Message */

/** How much of a message's top may be out of view before its title counts as out of view, px. */
const HEAD = 48;
/** Fine enough to notice it on a long message. */
const STEPS = Array.from({ length: 41 }, (_, step) => step / 40);

/** A strip with the title of the newest pinned message while that is out of view; pressing it goes there. */
export function createPinned() {
  const strip = byId('pinned');
  /** @type {HTMLElement | undefined} */
  let target;
  const observer = new IntersectionObserver(
    (entries) => {
      const entry = entries.at(-1);
      const top = entry?.rootBounds?.top ?? 0;
      const inView = entry?.isIntersecting && entry.boundingClientRect.top > top - HEAD;
      strip.hidden = target === undefined || inView === true;
    },
    { root: byId('scroller'), threshold: STEPS },
  );
  strip.addEventListener('click', () => {
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  });

  /** @param {HTMLElement | undefined} article */
  function follow(article) {
    if (article === target) return;
    observer.disconnect();
    target = article;
    if (article) observer.observe(article);
    else strip.hidden = true;
  }

  /** Shows what is pinned among these. @param {Iterable<{ message: Message, article: HTMLElement }>} shown */
  return function show(shown) {
    const pinned = [...shown].filter(({ message }) => message.pinned);
    const newest = pinned.sort((a, b) => a.message.order - b.message.order).at(-1);
    follow(newest?.article);
    if (!newest) return;
    strip.dataset.tone = newest.message.card.tone;
    strip.replaceChildren(
      icon('pin'),
      element('span', { class: 'pinned-title', dir: 'auto' }, newest.message.card.title),
    );
  };
}
