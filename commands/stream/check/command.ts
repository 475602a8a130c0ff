import { buttonRow, runButton } from '../../../src/card/run-button.ts';
import { type CommandContext, defineLook } from '../../../src/command.ts';
import { inTime } from '../../../src/live/in-time.ts';
import { fullName, type StreamName } from '../../../src/live/read/stream-name.ts';
import type { Button } from '../../../src/reply.ts';
import { wording } from '../../../src/text/language.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { card } from '../../card.ts';
import { findingLines } from '../../findings.ts';
import { typedLine } from '../../typed-line.ts';
import { streamButton } from '../button.ts';
import { resolveStream } from '../naming/resolve.ts';
import { streamOption } from '../option.ts';
import { findingsOf } from './findings.ts';
import { lookAt, type Looks } from './look.ts';
import { seenIn } from './seen.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** How long all looks together may take, ms: they run side by side. */
const PATIENCE_MS = 2500;

/**
 * `stream check`: looks at everything that can be wrong with a stream, at once and for some seconds, and says it in
 * order of weight.
 */
export const streamCheck = defineLook({
  name: 'stream check',
  zh: '流 检查',
  summary: {
    en: 'Say what is wrong with a stream, and what to do next',
    zh: '判断一路流出了什么问题，以及下一步怎么做',
  },
  risk: 'read',
  options: { stream: streamOption },
  async run(context, options) {
    const { say, language } = context;
    const name = await resolveStream(context, options.stream, 'stream check');
    const live = inTime(context.live, context.now, PATIENCE_MS);
    const looks = await lookAt({ ...context, live }, name);
    const seen = seenIn(context, name, looks);
    const verdict = verdictOf(seen);
    const words = wording(verdict.text, language);
    return card(say(`${fullName(name)}: ${words}`, `${fullName(name)}：${words}`), {
      tone: verdict.tone,
      lines: findingLines(findingsOf(context, looks, seen), language),
      buttons: buttonRow(nextButton(context, name, looks, verdict.next), ...usualButtons(context, name)),
    });
  },
});

/** What mends it. */
function nextButton(
  context: CommandContext,
  name: StreamName,
  { pulls }: Looks,
  next: Verdict['next'],
): Button | undefined {
  const { say } = context;
  const onStream = (command: string, label: string) => streamButton(context, command, name, label, 'primary');
  const task = (pulls.value ?? []).find(({ runs, isDue }) =>
    next === 'restart-pull' ? runs === false : !isDue,
  );
  switch (next) {
    case 'resume':
      return onStream('stream resume', say('Resume…', '恢复…'));
    case 'switch-backup':
      return onStream('backup switch', say('Switch to the backup…', '切到备流…'));
    case 'health':
      return onStream('stream health', say('Quality', '推流质量'));
    case 'enable-domain':
      return runButton(
        typedLine('domain enable', name.domain),
        say('Enable the domain…', '启用域名…'),
        'primary',
      );
    case 'check-key':
      return runButton(typedLine('key check', name.domain), say('Check the key', '检查鉴权'), 'primary');
    case 'restart-pull':
      return (
        task &&
        runButton(
          typedLine('pull restart', byId(task.task.id)),
          say('Restart the pull task…', '重启拉流转推任务…'),
          'primary',
        )
      );
    case 'show-pull':
      return (
        task &&
        runButton(typedLine('pull show', byId(task.task.id)), say('Pull task', '查看拉流转推任务'), 'primary')
      );
    case undefined:
      return undefined;
  }
}

function usualButtons(context: CommandContext, name: StreamName): readonly (Button | undefined)[] {
  const { say } = context;
  return [
    streamButton(context, 'stream show', name, say('Stream', '查看流')),
    streamButton(context, 'stream history', name, say('History', '推流历史')),
  ];
}
