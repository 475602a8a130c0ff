import type { OptionSpec } from '../command.ts';

/** What an option reads of this; undefined where it does not take it. */
export function reads(spec: OptionSpec, typed: string): unknown {
  try {
    return spec.schema.safeParse(typed).data;
  } catch {
    return undefined;
  }
}

/** Whether an option is typed as a whole number, and no menu stands in place of that. */
export function isWholeNumber(spec: OptionSpec): boolean {
  return !spec.choices && Number.isInteger(reads(spec, spec.example));
}
