import type { Text } from '../../src/text/language.ts';

/** When a change of a template or rule is noticed. */
export const FROM_NEXT_PUSH: Text = {
  en: 'Works for pushes that begin 5 to 10 minutes later. Streams on air stay as they are until they are pushed again.',
  zh: '5–10 分钟之后开始的推流才会生效；正在直播的流需重新推流后才生效。',
};
