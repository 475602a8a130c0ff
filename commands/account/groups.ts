import type { CommandContext } from '../../src/command.ts';
import { readGroups } from '../../src/live/read/backup-groups.ts';
import { readCasterList } from '../../src/live/read/casters.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { readMonitorTasks } from '../../src/live/read/monitors.ts';
import { onlinePage } from '../../src/live/read/online.ts';
import { readPlayErrors } from '../../src/live/read/figures/play-errors.ts';
import { readPullTasks } from '../../src/live/read/pulls.ts';
import { readTasks } from '../../src/live/read/tasks.ts';
import { readRules, readTemplates } from '../../src/live/read/templates.ts';
import type { Text } from '../../src/text/language.ts';

/** A part of the service, and a harmless reading that tells whether the key may look at it. */
export interface Group {
  readonly words: Text;
  /** @throws LiveError where it may not, or nothing answers */
  readonly read: (context: CommandContext) => Promise<unknown>;
}

const HOUR = 3_600_000;

/** What the commands of Airdesk look at, one reading each. */
export const GROUPS: readonly Group[] = [
  { words: { en: 'streams', zh: '流' }, read: (context) => onlinePage(context, 1, 10) },
  { words: { en: 'domains', zh: '域名' }, read: readDomains },
  { words: { en: 'backups', zh: '主备' }, read: (context) => readGroups(context) },
  { words: { en: 'casters', zh: '导播台' }, read: readCasterList },
  { words: { en: 'monitors', zh: '监播' }, read: readMonitorTasks },
  { words: { en: 'pull tasks', zh: '拉流转推任务' }, read: readPullTasks },
  {
    words: { en: 'record tasks', zh: '录制任务' },
    read: (context) => {
      const now = context.now();
      return readTasks('record', context, { from: now - HOUR, to: now + HOUR });
    },
  },
  { words: { en: 'templates', zh: '模板' }, read: (context) => readTemplates('record', context) },
  { words: { en: 'rules', zh: '规则' }, read: (context) => readRules('record', context) },
  {
    words: { en: 'figures', zh: '统计数据' },
    read: (context) => {
      const now = context.now();
      return readPlayErrors(context, { from: now - HOUR, to: now });
    },
  },
];
