import type { Command } from '../command.ts';
import { AirdeskError, Refusal } from '../errors.ts';
import type { Button, Card } from '../reply.ts';
import { lineIn } from '../line/command-line.ts';
import { wording, sayIn, type Language, type Say } from '../text/language.ts';
import { fittingId } from '../card/press-id.ts';

/** Choices beyond this are only listed. */
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
    // Each once: platforms refuse a card on which two buttons have one id.
    const lines = [...new Set(error.choices)];
    return {
      kind: 'card',
      tone: 'warning',
      title: wording(error.title, language),
      lines: [wording(error.hint, language)],
      ...(lines.length > 0 ? { code: lines.map((line) => `/live ${shown(line)}`).join('\n') } : {}),
      buttons: [
        ...lines.slice(0, CHOICE_BUTTONS).flatMap((line) => choiceButton(line, shown(line), tag) ?? []),
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
