import { encodePress } from '../src/card/press-id.ts';
import type { Button } from '../src/reply.ts';
import type { Say } from '../src/text/language.ts';

/** Takes a secret answer out of sight. */
export function hideButton(say: Say): Button {
  return { id: encodePress({ kind: 'hide' }), label: say('Hide', '隐藏') };
}
