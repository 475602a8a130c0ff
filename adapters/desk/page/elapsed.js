import { currentLanguage } from './words.js';

/** How often what lasts is counted on, ms. */
const STEP = 5_000;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @type {Readonly<Record<import('./words.js').Language, { for: string, d: string, h: string, min: string, s: string }>>} */
const UNITS = {
  en: { for: 'for', d: 'd', h: 'h', min: 'min', s: 's' },
  'zh-CN': { for: '已持续', d: '天', h: '小时', min: '分钟', s: '秒' },
};

/**
 * For how long something lasts, at most two units: `for 2 h 15 min`. Less than a second is one: clocks differ.
 * @param {number} ms
 * @param {import('./words.js').Language} language
 */
export function lasting(ms, language) {
  const unit = UNITS[language];
  const length = Math.max(SECOND, ms);
  /** @param {number} size @param {string} name @param {number} [within] */
  const part = (size, name, within = Infinity) => {
    const count = Math.floor((length % within) / size);
    return count > 0 ? [`${count} ${name}`] : [];
  };
  const parts =
    length < MINUTE
      ? part(SECOND, unit.s)
      : length < HOUR
        ? part(MINUTE, unit.min)
        : length < DAY
          ? [...part(HOUR, unit.h), ...part(MINUTE, unit.min, HOUR)]
          : [...part(DAY, unit.d), ...part(HOUR, unit.h, DAY)];
  return [unit.for, ...parts].join(' ');
}

/** Counts on everything that is shown as lasting (`data-since`, ms UTC) while the page is open. */
export function keepCounting() {
  setInterval(() => {
    for (const shown of document.querySelectorAll('[data-since]'))
      shown.textContent = lasting(Date.now() - Number(shown.getAttribute('data-since')), currentLanguage());
  }, STEP);
}
