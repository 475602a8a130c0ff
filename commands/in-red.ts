import type { Text } from '../src/text/language.ts';

/** A warning that nobody may miss: what goes off air, what is no longer seen. In red wherever it is shown. */
export function inRed({ en, zh }: Text): Text {
  return { en: `🔴 ${en}`, zh: `🔴 ${zh}` };
}
