import { type Alert, AlertSchema } from './alert.ts';
import { isAlert } from './is-alert.ts';

/** The alert in a document's value, itself where it is as this version writes it; undefined where it cannot be read. */
export function readAlert(value: unknown): Alert | undefined {
  if (isAlert(value)) return value;
  const parsed = AlertSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
