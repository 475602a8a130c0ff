import { listOf, numberOf, textOf, type Message } from './fields.ts';
import { streamGroups } from './stream-subject.ts';
import { valuesOf, type Told } from './told.ts';

/** 315: the review of the sound. */
export function soundReview(message: Message): Told {
  return review(message, 'content.audio', {
    text: textOf(message, 'asr_text'),
    detail: textOf(message, 'SubTag', 'subLabel'),
  });
}

/** 317: the review of the picture. */
export function pictureReview(message: Message): Told {
  return review(message, 'content.image', {
    detail: textOf(message, 'subLabel'),
    text: textOf(message, 'ocrMsg'),
    picture: textOf(message, 'img'),
  });
}

function review(
  message: Message,
  condition: 'content.audio' | 'content.image',
  more: Parameters<typeof valuesOf>[0],
): Told {
  const suggestion = textOf(message, 'suggestion', 'Suggestion')?.toLowerCase();
  const label = textOf(message, 'label', 'Label');
  const isFine = suggestion === 'pass' || numberOf(message, 'HitFlag') === 0;
  return {
    ...(isFine ? { effect: 'informs' } : { condition, effect: 'fires' }),
    ...(label !== undefined && { code: label }),
    ...(suggestion === 'block' && !isFine && { severity: 'critical' }),
    values: valuesOf({ label, score: scoreOf(message), ...more }),
    groups: streamGroups(message),
  };
}

/** One score, or the highest of a list. */
function scoreOf(message: Message): number | undefined {
  const scores = listOf(message, 'score').filter((score) => typeof score === 'number');
  return numberOf(message, 'Score', 'score') ?? (scores.length > 0 ? Math.max(...scores) : undefined);
}
