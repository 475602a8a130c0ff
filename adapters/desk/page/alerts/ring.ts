import { effect, signal } from '@preact/signals';
import { pane, ringing } from '../state/store.ts';
import { recall, remember } from '../wire/memory.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** Between two rings, and how long each of its two tones is. */
const EVERY_MS = 4_000;
const TONE_S = 0.18;

/** Whether criticals are heard. */
export const sound = signal(recall('sound') !== 'off');
/** Whether the browser has not been asked yet to show notices. */
export const mayAskForNotices = signal('Notification' in window && Notification.permission === 'default');

let context: AudioContext | undefined;

/** Turns the sound on or off. */
export function turnSound(): void {
  sound.value = !sound.value;
  remember('sound', sound.value ? 'on' : 'off');
}

/** Asks the browser, in answer to a press. */
export async function askForNotices(): Promise<void> {
  await Notification.requestPermission();
  mayAskForNotices.value = Notification.permission === 'default';
}

/** Rings from now on while a critical waits for somebody: by sound after the first press, in the title, as a notice. */
export function startRinging(): void {
  // Browsers play nothing before somebody has touched the page.
  const wake = (): void => {
    context ??= new AudioContext();
    void context.resume();
  };
  document.addEventListener('pointerdown', wake);
  document.addEventListener('keydown', wake);
  setInterval(() => {
    if (ringing.value.length > 0 && sound.value) play();
  }, EVERY_MS);
  effect(() => {
    const count = ringing.value.length;
    document.title = count === 0 ? 'Airdesk' : `● ${words().ringing(count)} · Airdesk`;
  });
  const told = new Set<string>();
  effect(() => {
    for (const { id, what } of ringing.value) {
      if (told.has(id)) continue;
      told.add(id);
      if (sound.value) play();
      notify(id, what[language.peek()]);
    }
    const ids = new Set(ringing.value.map(({ id }) => id));
    // One that fires again rings again.
    for (const id of told) if (!ids.has(id)) told.delete(id);
  });
}

function play(): void {
  if (!context || context.state !== 'running') return;
  for (const [at, hertz] of [880, 660].entries()) {
    const start = context.currentTime + at * (TONE_S + 0.04);
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + TONE_S);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + TONE_S);
  }
}

/** Pressing it leads to the alert, where it is acknowledged. */
function notify(id: string, what: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const notice = new Notification(`${words().severity.critical} ${what}`, { tag: `airdesk-${id}` });
    notice.addEventListener('click', () => {
      window.focus();
      pane.value = 'alerts';
      location.hash = `#alert/${id}`;
      notice.close();
    });
  } catch {
    // Some phones show notices only of pages that run in the background: there the title and the sound tell.
  }
}
