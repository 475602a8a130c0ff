import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';
import { readRules, readTemplates, type Template } from '../../src/live/read/templates.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { templateNoun } from '../feature/template-noun.ts';
import { worded } from '../pick.ts';
import { resolve } from '../shape/noun.ts';
import { streamWord } from '../stream/naming/word.ts';
import { typedLine } from '../typed-line.ts';
import type { TaskRow } from './kinds.ts';
import { ruleFor } from './rule-for.ts';

const MOST_LINES = 5;

/**
 * The template that was given; without one that of the rule that holds for the stream, or the only one there is. Never
 * none: the cloud would take one of its own. @throws Refusal, LiveError
 */
export async function templateMeant(
  context: CommandContext,
  { kind, feature }: TaskRow,
  stream: StreamName,
  given: string | undefined,
): Promise<Template> {
  const command = `${kind} now`;
  if (given !== undefined) return resolve(context, templateNoun(feature), given, command);
  const [{ items }, rules] = await Promise.all([readTemplates(kind, context), readRules(kind, context)]);
  const rule = ruleFor(rules, stream);
  const [only, second] = items;
  const found = items.find(({ id }) => id === rule?.templateId) ?? (second ? undefined : only);
  if (found) return found;
  if (!only)
    throw new Refusal(
      'airdesk.not-found',
      { en: `There is no ${feature.words.en}`, zh: `还没有${feature.words.zh}` },
      { en: 'Make one first. Nothing was done.', zh: '请先添加一个。未执行任何操作。' },
      [`${kind} template add`],
    );
  const shown = safeLine(fullName(stream), 100);
  throw new Refusal(
    'airdesk.bad-option',
    { en: `Which template? No rule holds for ${shown}`, zh: `请指定模板：${shown} 没有对应的规则` },
    { en: 'Say it behind template:. Nothing was done.', zh: '请用 模板: 指定。未执行任何操作。' },
    worded(items)
      .slice(0, MOST_LINES)
      .map(
        ({ word }) => `${typedLine(command, streamWord(stream))} ${typedLine('', `template:${word}`).trim()}`,
      ),
  );
}
