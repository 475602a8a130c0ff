import { note } from './answering.ts';
import type { KnownAsk } from './ask.ts';
import type { Core } from '../core.ts';
import type { PressIntent } from '../intent.ts';
import { sayIn } from '../text/language.ts';

/** Takes an answer that only its asker sees out of their sight. @throws DeliveryError */
export async function hide(core: Core, { person, language }: KnownAsk, press: PressIntent): Promise<void> {
  const adapter = core.adapters.get(press.place.platform);
  if (!adapter) throw new Error(`no adapter ${press.place.platform}`);
  const title = sayIn(language)('Hidden', '已隐藏');
  await adapter.edit(press.message, { kind: 'card', tone: 'info', title, visibility: 'asker' }, press.place);
  void note(core, press, { phase: 'answered', command: press.button, person: person.id });
}
