import type { Command } from '../command.ts';

/** Options as they are kept from the ask on: what depends on the clock (ms UTC) is fixed. See `OptionSpec.fix`. */
export function fixOptions(
  command: Command,
  raw: Readonly<Record<string, string>>,
  at: { readonly now: number; readonly timeZone: string },
): Readonly<Record<string, string>> {
  const fixed = Object.entries(command.options).flatMap(([name, { fix }]) =>
    fix ? [[name, fix(Object.hasOwn(raw, name) ? raw[name] : undefined, at)] as const] : [],
  );
  return { ...raw, ...Object.fromEntries(fixed) };
}
