const LONGEST = 60;

/** The type of a payload for the log. What stands there may be anything: `String` of an object can throw. */
export function typeOf({ type }: { readonly type?: unknown }): string {
  return typeof type === 'string' ? type.slice(0, LONGEST) : typeof type;
}
