/** The languages Airdesk speaks. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
/** One of LANGUAGES. */
export type Language = (typeof LANGUAGES)[number];

/** One wording in every language. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** Picks one of two wordings: `say('done', '完成')`. */
export type Say = (en: string, zh: string) => string;

/** The Say of a language. */
export function sayIn(language: Language): Say {
  return language === 'zh-CN' ? (_en, zh) => zh : (en) => en;
}

/** The wording of `text` in `language`. */
export function wording(text: Text, language: Language): string {
  return language === 'zh-CN' ? text.zh : text.en;
}
