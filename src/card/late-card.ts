import type { Card } from '../reply.ts';
import { sayIn, type Language } from '../text/language.ts';

/** What a command's card says by now, for who pressed on it, where the platform shows it only later: without controls. */
export function lateCard(card: Card, language: Language): Card {
  const say = sayIn(language);
  const { kind, tone, title, footer, lines = [] } = card;
  return {
    kind,
    tone,
    title,
    lines: [
      ...lines,
      say(
        'The card will show it as soon as the platform accepts edits again.',
        '平台恢复编辑后，卡片本身会随即更新。',
      ),
    ],
    ...(footer === undefined ? {} : { footer }),
    visibility: 'asker',
  };
}
