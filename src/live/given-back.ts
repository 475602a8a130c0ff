/**
 * Members in which the cloud gives back what Airdesk gave it: its own callback address and key. Without them nobody could
 * tell whether the cloud tells Airdesk, and what is changed as a whole would be sent back without them. Commands show
 * neither, and both are taken out everywhere else.
 */
const GIVEN_BACK = /^(?:\w*NotifyUrl|CallbackUrl|CallbackKey)$/u;
/** Answers are no deeper. */
const DEEPEST = 12;

/** An answer of which known secrets were taken out, with those members as they are in `raw`, the same answer before that. */
export function withGivenBack(clean: unknown, raw: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return clean;
  if (Array.isArray(clean) && Array.isArray(raw))
    return clean.map((item, at) => withGivenBack(item, raw[at], depth + 1));
  if (!isObject(clean) || !isObject(raw)) return clean;
  return Object.fromEntries(
    Object.entries(clean).map(([name, value]) => {
      const given = raw[name];
      const isKept = GIVEN_BACK.test(name) && typeof given === 'string';
      return [name, isKept ? given : withGivenBack(value, given, depth + 1)];
    }),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
