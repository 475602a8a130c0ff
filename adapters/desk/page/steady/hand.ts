import { signal } from '@preact/signals';

/** After a hand is lifted things stay where they are for so long: the next tap is already on its way, ms. */
const REST_MS = 1_500;

let isDown = false;
let restsUntil = 0;

/** Grows when the hand is gone, so that what was held back is shown. */
export const handFreed = signal(0);

/** Whether a finger or a button of the mouse is down, or was a moment ago: nothing may change place under it. */
export function isHandBusy(): boolean {
  return isDown || performance.now() < restsUntil;
}

/** Watches the hand from now on. */
export function watchHand(target: EventTarget): void {
  target.addEventListener('pointerdown', () => {
    isDown = true;
  });
  for (const name of ['pointerup', 'pointercancel'])
    target.addEventListener(name, () => {
      isDown = false;
      restsUntil = performance.now() + REST_MS;
      setTimeout(() => {
        if (!isHandBusy()) handFreed.value += 1;
      }, REST_MS + 20);
    });
}
