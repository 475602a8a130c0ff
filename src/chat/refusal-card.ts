import type { Command } from '../command.ts';
import { AirdeskError, Refusal } from '../errors.ts';
import type { Button, Card } from '../reply.ts';
import { lineIn } from '../line/command-line.ts';
import { wording, sayIn, type Language, type Say, type Text } from '../text/language.ts';
import { fittingId } from '../card/press-id.ts';

/** Choices beyond this are only listed. Of what may have been meant there are no more at all. */
const CHOICE_BUTTONS = 5;

/**
 * What is known of what was asked for, where it failed: it was only to look; a change, and `none` was made; it was `done`,
 * and only its answer is missing; `unknown`.
 */
export type Effect = 'look' | 'none' | 'done' | 'unknown';

/** What a refusal or a failure was about. */
export interface Refused {
  readonly effect: Effect;
  /** The account, as buttons and as people name it: what is offered stays on it. */
  readonly tag?: string | undefined;
  readonly suffix?: string;
  /** All commands: lines that are offered are shown in the asker's language. */
  readonly commands?: readonly Command[];
  /** Why whoever is answered may not use a line that would be offered; undefined where they may. */
  readonly refusedTo?: ((line: string) => Refusal | undefined) | undefined;
  /** Opens a form with what was given, to be put right. */
  readonly button?: Button | undefined;
}

/** The answer when nothing was done, or it failed: seen by the asker only. */
export function refusalCard(error: unknown, language: Language, refused: Refused): Card {
  const say = sayIn(language);
  if (error instanceof Refusal) {
    const { tag, suffix = '', commands = [], button } = refused;
    const shown = (line: string) =>
      `${lineIn(error.about.shown?.[line] ?? line, commands, language)}${suffix}`;
    const { lines, mayUse, told } = offersOf(error, refused.refusedTo);
    const words = [
      error.hint,
      ...(told ? [told] : []),
      ...(error.about.meant ? questionOf(mayUse.length) : []),
    ].map((text) => wording(text, language));
    return {
      kind: 'card',
      tone: 'warning',
      title: wording(error.title, language),
      lines: [words.join(say(' ', ''))],
      ...(lines.length > 0 ? { code: lines.map((line) => `/live ${shown(line)}`).join('\n') } : {}),
      buttons: [
        ...mayUse.slice(0, CHOICE_BUTTONS).flatMap((line) => choiceButton(line, shown(line), tag) ?? []),
        ...(button ? [button] : []),
      ],
      visibility: 'asker',
    };
  }
  const known = error instanceof AirdeskError ? error : undefined;
  return {
    kind: 'card',
    tone: 'failure',
    title: say('That did not work', '未能完成'),
    lines: [known ? wording(known.hint, language) : internal(say), effectWords(say, refused.effect)],
    ...(known && {
      facts: [
        { label: say('Code', '错误码'), value: known.code },
        { label: say('Details', '详情'), value: known.message },
        ...(known.requestId ? [{ label: say('Request id', '请求 ID'), value: known.requestId }] : []),
      ],
    }),
    ...(refused.button && { buttons: [refused.button] }),
    visibility: 'asker',
  };
}

interface Offers {
  /** What is listed: what may be used; where that is nothing, what may not, for whoever may to be told. */
  readonly lines: readonly string[];
  readonly mayUse: readonly string[];
  /** That the best of them may not be used, and whom to ask. */
  readonly told: Text | undefined;
}

function offersOf({ choices, about }: Refusal, refusedTo: Refused['refusedTo']): Offers {
  // Each once: platforms refuse a card on which two buttons have one id.
  const all = [...new Set(choices)];
  const most = about.meant ? CHOICE_BUTTONS : all.length;
  const mayUse = all.filter((line) => refusedTo?.(line) === undefined).slice(0, most);
  const [best] = all;
  const no = best === undefined ? undefined : refusedTo?.(best);
  return {
    lines: mayUse.length > 0 ? mayUse : all.slice(0, most),
    mayUse,
    told: no && {
      en: [`${no.title.en}.`, no.about.whom?.en ?? ''].join(' ').trim(),
      zh: `${no.title.zh}。${no.about.whom?.zh ?? ''}`,
    },
  };
}

function questionOf(count: number): readonly Text[] {
  if (count === 0) return [];
  return count === 1
    ? [{ en: 'Is this what you mean?', zh: '您是否要执行：' }]
    : [{ en: 'Did you mean one of these?', zh: '您是否想输入：' }];
}

function internal(say: Say): string {
  return say(
    'An error inside Airdesk. Tell whoever runs it; the details are in the log.',
    'Airdesk 内部错误。请告知管理员：详情见日志。',
  );
}

function effectWords(say: Say, effect: Effect): string {
  switch (effect) {
    case 'look':
      return say('What you asked to see could not be shown.', '未能显示所查询的内容。');
    case 'none':
      return say('Nothing was changed.', '未做任何更改。');
    case 'done':
      return say('It was done; only the answer could not be shown.', '操作已完成，只是未能显示结果。');
    case 'unknown':
      return say(
        'It is not known whether anything was changed. Check before you try again.',
        '是否已做更改尚不确定。请先查看，再决定是否重新发起。',
      );
  }
}

function choiceButton(line: string, label: string, tag: string | undefined): Button | undefined {
  const id = fittingId({ kind: 'run', line, ...(tag !== undefined && { tag }) });
  return id === undefined ? undefined : { id, label };
}
