import { en, type Words } from './en.ts';
import { language } from './language.ts';
import { zh } from './zh.ts';

/** The page's words in the language that it speaks now. Whatever is drawn with them is drawn again when that changes. */
export function words(): Words {
  return language.value === 'zh-CN' ? zh : en;
}
