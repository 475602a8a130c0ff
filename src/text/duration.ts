import type { Language } from './language.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = 'ms' | 's' | 'min' | 'h' | 'd';

const UNITS: Readonly<Record<Language, Readonly<Record<Unit, string>>>> = {
  en: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd' },
  'zh-CN': { ms: '毫秒', s: '秒', min: '分钟', h: '小时', d: '天' },
};

/** A length of time in ms, at most two units: `340 ms`, `2.1 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number, language: Language): string {
  if (!Number.isFinite(ms)) return '—';
  const length = Math.max(0, Math.round(ms));
  const part = (value: number, unit: Unit) => `${value} ${UNITS[language][unit]}`;
  const two = (big: number, bigUnit: Unit, small: number, smallUnit: Unit) => {
    const bigs = Math.floor(length / big);
    const smalls = Math.floor((length % big) / small);
    return smalls === 0 ? part(bigs, bigUnit) : `${part(bigs, bigUnit)} ${part(smalls, smallUnit)}`;
  };
  if (length < SECOND) return part(length, 'ms');
  // Tenths matter while one waits for a result, and no longer.
  if (length < 10 * SECOND) return part(Math.floor(length / 100) / 10, 's');
  if (length < MINUTE) return part(Math.floor(length / SECOND), 's');
  if (length < HOUR) return two(MINUTE, 'min', SECOND, 's');
  if (length < DAY) return two(HOUR, 'h', MINUTE, 'min');
  return two(DAY, 'd', HOUR, 'h');
}

/** When something was or will be, as seen from `now` (both ms UTC): `12 min ago`, `in 5 min`, `just now`. One unit. */
export function formatRelative(at: number, now: number, language: Language): string {
  // What is set for two hours from now reads so for its first second too.
  const away = Math.abs(at - now) + (at > now ? SECOND - 1 : 0);
  const chinese = language === 'zh-CN';
  if (!(away >= SECOND)) return chinese ? '刚刚' : 'just now';
  const unit = ([DAY, HOUR, MINUTE, SECOND] as const).find((size) => away >= size) ?? SECOND;
  const length = formatDuration(Math.floor(away / unit) * unit, language);
  if (at < now) return chinese ? `${length}前` : `${length} ago`;
  return chinese ? `${length}后` : `in ${length}`;
}
