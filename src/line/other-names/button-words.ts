import { Refusal } from '../../errors.ts';
import { oneLine } from '../../text/characters.ts';
import { trimEndSigns } from '../../text/trim-signs.ts';

/** What people type who want to press a button. Whatever else it may mean is not offered: they had something in mind. */
const BUTTON_WORDS: ReadonlySet<string> = new Set([
  ...['confirm', 'yes', 'y', 'ok', 'okay', 'cancel', 'undo', 'revert'],
  ...['确认', '确定', '是', '是的', '好', '好的', '取消', '撤销'],
]);

/** A refusal that says where the button is, where that is all that was typed. */
export function buttonTyped(typed: string): Refusal | undefined {
  const word = trimEndSigns(typed.toLowerCase(), /[\s.!。！]/u);
  if (!BUTTON_WORDS.has(word)) return undefined;
  const shown = oneLine(typed);
  return new Refusal(
    'airdesk.unknown-command',
    { en: `There is no command "${shown}"`, zh: `没有“${shown}”这个命令` },
    {
      en: 'Nothing was done. Confirm, Cancel and Undo are buttons on cards: press the one on the card that you mean.',
      zh: '未执行任何操作。“确认”“取消”“撤销”都是卡片上的按钮，请在相应的卡片上点击。',
    },
  );
}
