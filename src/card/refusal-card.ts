import { AirdeskError, Refusal } from '../errors.ts';
import type { Button, Card } from '../reply.ts';
import { wording, sayIn, type Language } from '../text/language.ts';

/** Longest id that a button may have on any platform. */
const BUTTON_ID = 100;
/** Choices beyond this are only listed. */
const CHOICE_BUTTONS = 5;

/** The answer when nothing was done, or a look failed: seen by the asker only. `suffix` ends every offered line. */
export function refusalCard(error: unknown, language: Language, suffix = ''): Card {
  const say = sayIn(language);
  if (error instanceof Refusal) {
    // Each once: platforms refuse a card on which two buttons have one id.
    const choices = [...new Set(error.choices)].map((line) => line + suffix);
    return {
      kind: 'card',
      tone: 'warning',
      title: wording(error.title, language),
      lines: [wording(error.hint, language)],
      ...(choices.length > 0 ? { code: choices.map((line) => `/live ${line}`).join('\n') } : {}),
      buttons: choiceButtons(choices),
      visibility: 'asker',
    };
  }
  if (error instanceof AirdeskError) {
    return {
      kind: 'card',
      tone: 'failure',
      title: say('That did not work', '未能完成'),
      lines: [wording(error.hint, language), say('Nothing was changed.', '未作任何更改。')],
      facts: [
        { label: say('Code', '错误码'), value: error.code },
        { label: say('Details', '详情'), value: error.message },
        ...(error.requestId ? [{ label: say('Request id', '请求 ID'), value: error.requestId }] : []),
      ],
      visibility: 'asker',
    };
  }
  return {
    kind: 'card',
    tone: 'failure',
    title: say('That did not work', '未能完成'),
    lines: [
      say(
        'An error inside Airdesk; nothing was changed. Tell who runs it: the log has the details.',
        'Airdesk 内部错误，未作任何更改。请告知管理员：详情见日志。',
      ),
    ],
    visibility: 'asker',
  };
}

function choiceButtons(choices: readonly string[]): Button[] {
  return choices
    .slice(0, CHOICE_BUTTONS)
    .map((line) => ({ id: `run:${line}`, label: line }))
    .filter((button) => button.id.length <= BUTTON_ID);
}
