import { type ActCommand, defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { readRules } from '../../src/live/read/templates.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { labelOf, nounOption, readAgain, resolve, targetOf } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { CALLS, send, templateId } from './calls.ts';
import type { Feature } from './feature.ts';
import { templateNoun, templateSubject } from './template-noun.ts';
import { findUses, type Use } from './uses.ts';
import { spaced } from '../../src/card/name-with-id.ts';

type RemovePlan = { readonly id: string; readonly name: string };

/** Removes a template that nothing uses. */
export function templateRemove(feature: Feature): ActCommand {
  const { name, zh, words, one } = feature;
  const command = `${name} template remove`;
  const noun = templateNoun(feature);
  return defineAct({
    name: command,
    zh: `${zh} 模板 删除`,
    summary: { en: `Remove ${one} that nothing uses`, zh: `删除未被使用的${words.zh}` },
    risk: 'destroy',
    options: { template: nounOption(templateSubject(feature)) },
    async preview(context, options) {
      const { language, say } = context;
      const thing = await resolve(context, noun, options['template'], command);
      const label = labelOf(noun, thing);
      const { uses, unread } = await findUses(context, feature, thing, await readRules(name, context));
      if (uses.length > 0) throw inUse(label, uses);
      return {
        target: targetOf(context, noun, thing),
        title: say(`Remove the ${words.en} ${label.en}`, `删除${words.zh} ${label.zh}`),
        plan: { id: thing.id, name: thing.name },
        showCommand: typedLine(noun.show, thing.word),
        state: { ...(noun.state(thing) as object), used: false },
        facts: await noun.facts(context, thing),
        lines: [
          ...unread.map((what) =>
            say(
              `Whether ${what.en} use it could not be read: look before you confirm.`,
              `未能读取${what.zh}，不确定是否使用了该模板：确认前请先查看。`,
            ),
          ),
          wording(NO_UNDO, language),
        ],
      };
    },
    async run(context, plan: RemovePlan) {
      await send(context.live, CALLS[name].remove, templateId(plan.id));
    },
    verify: async (context, plan) => ({
      seen: (await readAgain(context, noun, plan.id)) === undefined,
      facts: [],
    }),
  });
}

const NO_UNDO = {
  en: 'No undo: made again it has another id.',
  zh: '无法撤销：重新创建后 ID 会不同。',
};

function inUse(label: Text, uses: readonly Use[]): Refusal {
  const shown = uses.slice(0, 5);
  const more = uses.length - shown.length;
  return new Refusal(
    'airdesk.in-use',
    { en: `${label.en} is in use`, zh: `${spaced(label.zh)}正在使用中` },
    {
      en: `It is used by ${shown.map(({ what }) => what.en).join(', ')}${more > 0 ? ` and ${more} more` : ''}. These lines free it. Nothing was done.`,
      zh: `使用位置：${shown.map(({ what }) => what.zh).join('、')}${more > 0 ? `，另有 ${more} 处` : ''}。可先用以下命令解除。未执行任何操作。`,
    },
    shown.map(({ line }) => line),
  );
}
