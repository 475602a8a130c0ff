import { isHandBusy } from '../steady/hand.ts';
import { placeAfter } from './follow.ts';
import { signal } from '@preact/signals';

/** What is about to change in the conversation. */
interface Coming {
  /** A message that comes or changes. */
  readonly id?: string;
  readonly isNew?: boolean;
  /** It answers what was asked here. */
  readonly isOwn?: boolean;
  /** Everything comes: the end is shown. */
  readonly all?: boolean;
  readonly toEnd?: boolean;
}

interface Stood extends Coming {
  readonly atEnd: boolean;
  readonly headWasInView: boolean;
}

/** New messages below what is in view. */
export const unseen = signal(0);

const NEAR_END = 80;
let scroller: HTMLElement | undefined;
let pending: Stood[] = [];

/** The element that scrolls, once it is drawn. */
export function scrollsIn(element: HTMLElement | null): void {
  scroller = element ?? undefined;
}

/** Whether its end is in view. */
export function isAtEnd(): boolean {
  return !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
}

/** Whether another part of the desk stands in its place. */
function isHidden(): boolean {
  return scroller?.clientHeight === 0;
}

/** Shows the end. */
export function toEnd(): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
  if (!isHidden()) unseen.value = 0;
}

/** To be called before something changes, while the page still shows what was. */
export function beforeChange(coming: Coming): void {
  const article = coming.id === undefined ? undefined : articleOf(coming.id);
  pending.push({
    ...coming,
    atEnd: isAtEnd(),
    headWasInView: article !== undefined && isHeadInView(article),
  });
}

/** Shows a message from its head, and gives it the focus. */
export function showMessage(id: string): void {
  const article = articleOf(id);
  article?.scrollIntoView({ block: 'start' });
  article?.focus({ preventScroll: true });
}

/** The button that confirms on this message gets the focus once it is drawn. */
export function focusWhenDrawn(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const button = articleOf(id)?.querySelector<HTMLElement>('[data-button^="confirm:"]');
      button?.focus({ preventScroll: true });
    }),
  );
}

/** To be called when it is drawn: goes where placeAfter says. Under a hand nothing moves by itself. */
export function afterChange(cameAt: (id: string) => number | undefined): void {
  const changes = pending;
  pending = [];
  for (const { id, isNew, isOwn, all, toEnd: isAsked, atEnd, headWasInView } of changes) {
    if (all === true || isAsked === true) {
      toEnd();
      continue;
    }
    const article = id === undefined ? undefined : articleOf(id);
    const isFree = isOwn === true || !isHandBusy();
    // The answer to what was asked here comes into view, wherever one reads.
    const follows = (atEnd || (isOwn === true && isNew === true)) && isFree;
    const isTall =
      article !== undefined && scroller !== undefined && article.offsetHeight > scroller.clientHeight;
    const age = isNew === true ? undefined : performance.now() - ((id && cameAt(id)) || 0);
    const place = placeAfter({ atEnd: follows, headWasInView: headWasInView && isFree, isTall, age });
    if (follows) toEnd();
    if (place === 'head') article?.scrollIntoView({ block: 'start' });
    // Behind another tab nobody sees it come, either.
    if (isNew === true && (!follows || isHidden())) unseen.value += 1;
  }
}

/** The article of a message. */
function articleOf(id: string): HTMLElement | undefined {
  return scroller?.querySelector<HTMLElement>(`article[data-message="${CSS.escape(id)}"]`) ?? undefined;
}

function isHeadInView(article: HTMLElement): boolean {
  if (!scroller) return false;
  const { top } = article.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  return top >= view.top - 1 && top < view.bottom;
}
