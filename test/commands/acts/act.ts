import { readdirSync } from 'node:fs';

/** A line of an acting command, the calls that it makes (one, save where it has steps), and those that take it back, on the demo's scene. */
export interface Act {
  readonly line: string;
  readonly action: string | readonly string[];
  /** Left out: there is no undo. */
  readonly undo?: string | readonly string[];
  /** Lines that are carried out first, to have the state that it needs. */
  readonly before?: readonly string[];
}

/** Those of all nouns: every file of this folder but this one. */
export async function readActs(): Promise<readonly Act[]> {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file !== 'act.ts');
  const modules = files.map(
    async (file) => (await import(new URL(file, import.meta.url).href)) as { readonly acts: readonly Act[] },
  );
  return (await Promise.all(modules)).flatMap(({ acts }) => acts);
}
