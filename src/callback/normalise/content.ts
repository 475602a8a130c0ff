import { isMessage, listOf, numberOf, textOf, type Message } from './fields.ts';
import { streamGroups } from './stream-subject.ts';
import { valuesOf, type Reading } from './reading.ts';

/** 315: the review of the sound. */
export function soundReview(message: Message): Reading {
  return review(message, 'content.audio', {
    text: textOf(message, 'asr_text'),
    detail: textOf(message, 'SubTag', 'subLabel'),
  });
}

/** 317: the review of the picture. */
export function pictureReview(message: Message): Reading {
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
): Reading {
  const suggestion = textOf(message, 'suggestion', 'Suggestion')?.toLowerCase();
  const label = textOf(message, 'label', 'Label') ?? classOf(message);
  const isHit = isFlagged(message, suggestion, label);
  return {
    ...(isHit ? { condition, effect: 'fires' } : { effect: 'informs' }),
    ...(label !== undefined && { code: label }),
    ...(suggestion === 'block' && isHit && { severity: 'critical' }),
    values: valuesOf({ label, score: scoreOf(message), ...more }),
    groups: streamGroups(message),
  };
}

/** Whether the review says that something is wrong. What says neither yes nor no tells nothing. */
function isFlagged(message: Message, suggestion: string | undefined, label: string | undefined): boolean {
  const flag = numberOf(message, 'HitFlag');
  if (suggestion === 'pass' || flag === 0) return false;
  if (suggestion === 'block' || suggestion === 'review' || flag === 1) return true;
  if (label !== undefined) return label.toLowerCase() !== NORMAL;
  return ['labelResults', 'objectResults', 'ocrResults', 'libResults'].some((name) =>
    listOf(message, name).some((each) => isMessage(each) && numberOf(each, 'HitFlag') === 1),
  );
}

const NORMAL = 'normal';

/** Classes of pictures in `type` of 317, as its older versions tell them (267/47029); those above have no name. */
const CLASSES: ReadonlyMap<number, string> = new Map([
  [0, NORMAL],
  [1, 'Porn'],
  [2, 'Sexy'],
  [3, 'Polity'],
  [4, 'Illegal'],
  [5, 'Terror'],
]);

/** The first class that is told and is not the normal one; normal where there is no other. */
function classOf(message: Message): string | undefined {
  const told = Array.isArray(message['type']) ? message['type'] : [];
  const classes = told.filter((each): each is number => typeof each === 'number');
  const found = classes.find((each) => each !== 0) ?? classes[0];
  return found === undefined ? undefined : (CLASSES.get(found) ?? `type ${found}`);
}

/** Scores of the older versions, one a class; those that say how normal or how alike a picture is are none. */
const OLD_SCORES = [
  'hotScore',
  'pornScore',
  'terrorScore',
  'polityScore',
  'illegalScore',
  'abuseScore',
  'teenagerScore',
  'adScore',
  'customScore',
] as const;

/** One score, or the highest of a list. */
function scoreOf(message: Message): number | undefined {
  const scores = listOf(message, 'score').filter((score) => typeof score === 'number');
  const old = OLD_SCORES.flatMap((name) => numberOf(message, name) ?? []).filter((score) => score > 0);
  const all = scores.length > 0 ? scores : old;
  return numberOf(message, 'Score', 'score') ?? (all.length > 0 ? Math.max(...all) : undefined);
}
