import type { Language } from '../../../../src/text/language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in at most two units: `2 h 15 min`. Less than a second is one: clocks differ. */
export function lengthOf(ms: number, language: Language): string {
  const unit = language === 'zh-CN' ? zh : en;
  const length = Math.max(SECOND, ms);
  const part = (size: number, name: string, within = Infinity): string[] => {
    const count = Math.floor((length % within) / size);
    return count > 0 ? [`${count} ${name}`] : [];
  };
  if (length < MINUTE) return part(SECOND, unit.s).join(' ');
  if (length < HOUR) return part(MINUTE, unit.min).join(' ');
  if (length < DAY) return [...part(HOUR, unit.h), ...part(MINUTE, unit.min, HOUR)].join(' ');
  return [...part(DAY, unit.d), ...part(HOUR, unit.h, DAY)].join(' ');
}

/** For how long something lasts: `for 2 h 15 min`. */
export function lasting(ms: number, language: Language): string {
  return `${language === 'zh-CN' ? zh.for : en.for} ${lengthOf(ms, language)}`;
}
