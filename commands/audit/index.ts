import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { type Command, type CommandContext, defineLook } from '../../src/command.ts';
import { accountsOfEntry } from '../../src/guard/visible.ts';
import { card } from '../card.ts';
import { ago } from '../when.ts';

const DEFAULT_COUNT = 10;
const MOST = 20;

const audit = defineLook({
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
    const entries = await context.recentAudit(options.count ?? DEFAULT_COUNT);
    if (entries.length === 0) return card(say('Nothing was recorded yet', '还没有操作记录'), {});
    const { config } = context;
    return card(say(`The last ${entries.length} entries`, `最近 ${entries.length} 条操作记录`), {
      // Whoever reads along sees no more than they could ask for.
      accounts: [...new Set(entries.flatMap((entry) => accountsOfEntry(config, entry)))],
      table: {
        columns: [
          say('When', '时间'),
          say('Who', '谁'),
          say('What', '操作'),
          say('Outcome', '结果'),
          say('Where', '位置'),
        ],
        rows: entries.slice(0, MOST).map((entry) => row(context, entry)),
      },
    });
  },
});

/** The record of what was asked and how it ended. */
export const auditCommands: readonly Command[] = [audit];

function row(context: CommandContext, entry: AuditEntry): string[] {
  const several = Object.keys(context.config.accounts).length > 1;
  const shown = safeLine(entry.command, 80);
  const what = entry.count === undefined ? shown : `${shown} ×${entry.count}`;
  return [
    ago(context, entry.at),
    entry.person ?? `${entry.platform}:${entry.userId}`,
    several && entry.account !== undefined ? `${what} [${entry.account}]` : what,
    [phaseWord(context, entry.phase), entry.reason ?? ''].filter((part) => part !== '').join(': '),
    // A forged request was made nowhere.
    entry.channelId === '' ? '' : `${entry.platform}:${entry.channelId}`,
  ];
}

function phaseWord({ say }: Pick<CommandContext, 'say'>, phase: AuditEntry['phase']): string {
  const words: Readonly<Record<AuditEntry['phase'], string>> = {
    answered: say('answered', '已答复'),
    refused: say('refused', '已拒绝'),
    proposed: say('asked to confirm', '待确认'),
    before: say('about to call', '即将执行'),
    done: say('done', '已完成'),
    accepted: say('accepted, not seen yet', '已受理，未见生效'),
    failed: say('failed', '失败'),
    unknown: say('outcome unknown', '结果未知'),
    cancelled: say('cancelled', '已取消'),
    expired: say('expired', '已过期'),
  };
  return words[phase];
}
