import type { CommandContext } from '../../src/command.ts';
import type { StreamName } from '../../src/live/read/stream-name.ts';
import { readRules, readTemplates } from '../../src/live/read/templates.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Text } from '../../src/text/language.ts';
import { inRed } from '../in-red.ts';
import { ruleFor } from '../task/rule-for.ts';

/** Why a picture of the stream would not be heard of here, in red; undefined where it is, or where nobody can tell. @throws LiveError */
export async function whyUnheard(context: CommandContext, stream: StreamName): Promise<Text | undefined> {
  if (context.ownCallbacks.at('https://airdesk.invalid') === undefined)
    return inRed({
      en: 'Airdesk takes no callbacks of this account: the picture is stored in your bucket, and cannot be shown here.',
      zh: 'Airdesk 没有接收该账号的回调：截图会存入存储桶，但无法在这里显示。',
    });
  const [rules, { items }] = await Promise.all([
    readRules('callback', context),
    readTemplates('callback', context),
  ]);
  const rule = ruleFor(rules, stream);
  const template = items.find(({ id }) => id === rule?.templateId);
  if (!template) return undefined;
  const address = (template.info as Readonly<Record<string, unknown>>)['SnapshotNotifyUrl'];
  if (typeof address === 'string' && context.ownCallbacks.isOurs(address)) return undefined;
  const name = safeLine(template.name, 60);
  return inRed({
    en: `The callback template ${name}, which holds for this stream, does not tell Airdesk of pictures: it is stored in your bucket, and cannot be shown here. See callback template set.`,
    zh: `该流使用的回调模板 ${name} 没有把截图通知 Airdesk：截图会存入存储桶，但无法在这里显示。请用“回调 模板 修改”设置。`,
  });
}
