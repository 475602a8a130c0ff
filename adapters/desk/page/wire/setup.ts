import type { Completion } from '../conversation/completion.ts';

/** What the desk says of itself and of who reads. */
export interface Setup {
  readonly login: 'open' | 'password' | 'company';
  readonly company: boolean;
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  readonly me: { readonly userId: string; readonly name: string } | null;
  readonly notice: string | null;
  readonly suggestions: readonly string[];
  readonly completions: readonly Completion[];
}
