import { type Command, defineLook } from '../../src/command.ts';
import { statusCard } from './card.ts';
import { readPart } from './part.ts';
import { PARTS } from './parts.ts';

/** How long any part may take, ms: whoever asks at three in the morning has two seconds. */
const PATIENCE_MS = 2000;

const status = defineLook({
  name: 'status',
  zh: '状态',
  summary: {
    en: 'What is on air, what broke, who watches: the whole account on one card',
    zh: '一张卡片看全局：在播、异常和观众',
  },
  risk: 'read',
  options: {},
  async run(context) {
    const read = await Promise.all(PARTS.map((part) => readPart(context, part, PATIENCE_MS)));
    return statusCard(context, read);
  },
});

/** The account at a glance. */
export const statusCommands: readonly Command[] = [status];
