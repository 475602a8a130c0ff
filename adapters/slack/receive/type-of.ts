const LONGEST = 60;

/** The type of a payload for the log. What stands there may be anything: `String` of an object can throw. */
export function typeOf(payload: object): string {
  const type = 'type' in payload ? payload.type : undefined;
  return typeof type === 'string' ? type.slice(0, LONGEST) : typeof type;
}
