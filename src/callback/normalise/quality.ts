import { numberOf, textOf, type Message } from './fields.ts';
import { streamGroups } from './stream-subject.ts';
import { valuesOf, type Reading } from './reading.ts';

/** 343: a fault in what is sent out. */
export function qualityCheck(message: Message): Reading {
  const found = textOf(message, 'class');
  return {
    condition: 'quality.control',
    effect: 'fires',
    ...(found !== undefined && { code: found }),
    values: scores(message, found),
    groups: streamGroups(message),
  };
}

/** 344: the score fell below the limit. Averages (345) may come under this number too: the vendor's sample does. */
export function lowScore(message: Message): Reading {
  const measure = textOf(message, 'class');
  const isAverage = Array.isArray(message.frames) && numberOf(message, 'average_score') !== undefined;
  return {
    ...(isAverage ? { effect: 'informs' } : { condition: 'quality.low', effect: 'fires' }),
    ...(measure !== undefined && { code: measure }),
    values: scores(message, measure),
    groups: streamGroups(message),
  };
}

function scores(message: Message, label: string | undefined): Reading['values'] & object {
  return valuesOf({
    label,
    score: numberOf(message, 'score', 'average_score'),
    template: textOf(message, 'transcode_template_id', 'template_id'),
  });
}
