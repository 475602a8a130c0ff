import { z } from 'zod';
import { type Command, type CommandContext, defineLook } from '../../src/command.ts';
import { accountsOfEntry } from '../../src/guard/visible.ts';
import { card } from '../card.ts';
import { ago } from '../when.ts';
import { actWords } from './act-words.ts';
import { actsOf, type Act } from './acts.ts';

const DEFAULT_COUNT = 10;
const MOST = 20;
/** An act has at most so many entries that are usual: asked, about to call, done, and presses beside it. */
const ENTRIES_OF_ONE = 5;

/** `audit`: what was asked and how it ended, one row an act. */
export const auditCommand = defineLook({
  name: 'audit',
  zh: '审计',
  summary: { en: 'Who did what, newest first', zh: '查看操作记录，最新的在前' },
  risk: 'read',
  options: {
    count: {
      schema: z
        .string()
        .regex(/^\d{1,4}$/u)
        .transform(Number)
        .pipe(z.number().min(1).max(MOST))
        .optional(),
      summary: {
        en: `how many, up to ${MOST}; ${DEFAULT_COUNT} when left out`,
        zh: `条数，最多 ${MOST}，不填为 ${DEFAULT_COUNT}`,
      },
      zh: '条数',
      required: false,
      example: '20',
    },
  },
  async run(context, options) {
    const { say } = context;
    const count = options.count ?? DEFAULT_COUNT;
    const acts = actsOf(context.config, await context.recentAudit(count * ENTRIES_OF_ONE)).slice(0, count);
    if (acts.length === 0) return card(say('Nothing has been recorded yet', '还没有操作记录'), {});
    const { config } = context;
    return card(say(`Latest actions: ${acts.length}`, `最近 ${acts.length} 条操作记录`), {
      // Whoever reads along sees no more than they could ask for.
      accounts: [...new Set(acts.flatMap(({ last }) => accountsOfEntry(config, last)))],
      table: {
        columns: [say('When', '时间'), say('What happened', '经过'), say('Where', '位置')],
        rows: acts.map((act) => row(context, act)),
      },
    });
  },
});

/** What was asked and how it ended, one row an act. */
export const auditCommands: readonly Command[] = [auditCommand];

function row(context: CommandContext, act: Act): string[] {
  const { at, account, platform, channelId } = act.last;
  const several = Object.keys(context.config.accounts).length > 1;
  return [
    ago(context, at),
    actWords(act, context.language, several ? account : undefined),
    // A forged request was made nowhere.
    channelId === '' ? '' : `${platform}:${channelId}`,
  ];
}
