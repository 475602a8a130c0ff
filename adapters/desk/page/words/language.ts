import { signal } from '@preact/signals';
import type { Language } from '../../../../src/text/language.ts';

/** The language that the page speaks now. */
export const language = signal<Language>('en');

/** Speaks another language: all that is drawn from words changes at once. */
export function speak(to: Language): void {
  language.value = to;
}
