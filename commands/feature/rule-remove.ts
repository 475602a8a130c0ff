import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import { type ActCommand, defineAct } from '../../src/command.ts';
import { byId } from '../../src/text/name-forms.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { typedLine } from '../typed-line.ts';
import { CALLS, send } from './calls.ts';
import type { Feature } from './feature.ts';
import { onAirFact } from './on-air.ts';
import { bindParams, isBound, planScope } from './rule-add.ts';
import {
  readBindings,
  ruleFacts,
  ruleMeant,
  rulesState,
  ruleTarget,
  templateLabel,
  type RulePlan,
} from './rule-noun.ts';
import { scopeOption, scopeText } from './scope.ts';
import { seenValues, templateSubject } from './template-noun.ts';
import { inRed } from '../in-red.ts';
import { FROM_NEXT_PUSH } from './words.ts';
import { spaced } from '../../src/card/name-with-id.ts';

/** Takes a template from a place: exactly that rule, and none of a wider or narrower scope. */
export function ruleRemove(feature: Feature): ActCommand {
  const { name, zh, one, words } = feature;
  const command = `${name} rule remove`;
  const { example, suggests, summary } = templateSubject(feature);
  return defineAct({
    name: command,
    zh: `${zh} 规则 删除`,
    summary: {
      en: `No longer use ${one} for a domain${feature.hasStreams ? ', app or stream' : ' or app'}`,
      zh: `解除域名${feature.hasStreams ? '、应用或流' : '或应用'}与${words.zh}的关联`,
    },
    risk: feature.risks.ruleRemove,
    options: {
      scope: scopeOption(feature),
      template: {
        schema: z.string().min(1).max(255).optional(),
        summary: { en: `${summary.en}, where there are several`, zh: `${summary.zh}，有多条规则时填写` },
        ...{ zh: '模板', required: false, example, names: true },
        ...(suggests && { suggests }),
      },
    },
    async preview(context, options) {
      const { language, say } = context;
      const typed = options as Readonly<Record<string, string | undefined>>;
      const bindings = await readBindings(context, feature);
      const asked = { scope: typed['scope'] ?? '', template: typed['template'] };
      const { scope, rule } = ruleMeant(feature, bindings, asked, command);
      const { domain, app, stream, templateId } = rule;
      const template = bindings.templates.find(({ id }) => id === templateId);
      const label = templateLabel(feature, bindings, templateId);
      const place = safeLine(scopeText(scope), 100);
      const deaf = template && feature.deaf?.(seenValues(feature, context, template.info), undefined);
      const lines: Text[] = [
        inRed(deaf ?? feature.warnings.remove),
        ...(deaf ? [feature.warnings.remove] : []),
        FROM_NEXT_PUSH,
        template ? UNDO : NO_UNDO,
      ];
      return {
        target: ruleTarget(context, feature, scope),
        title: say(`No longer use ${label.en} for ${place}`, `解除 ${place} 与 ${spaced(label.zh)}的关联`),
        plan: { domain, app, stream, templateId } satisfies RulePlan,
        showCommand: typedLine(`${name} rule list`, scope.domain),
        state: { there: rulesState(bindings, scope) },
        facts: [
          ...ruleFacts(context, feature, bindings, rule),
          await onAirFact(context, feature, [scope], bindings.rules),
        ],
        lines: lines.map((line) => wording(line, language)),
      };
    },
    async run(context, plan: RulePlan) {
      await send(context.live, CALLS[name].unbind, bindParams(plan));
    },
    async verify(context, plan) {
      const { rules } = await readBindings(context, feature);
      return { seen: !isBound(rules, plan), facts: [] };
    },
    undo: ({ say }, plan) => ({
      command: `${name} rule add`,
      options: { scope: planScope(plan), template: byId(plan.templateId) },
      label: say('Undo: use it again', '撤销：重新关联'),
    }),
  });
}

const UNDO: Text = { en: 'Undo: the same rule again.', zh: '可撤销：重新添加同一条规则。' };
const NO_UNDO: Text = {
  en: 'No undo: the template of the rule is gone.',
  zh: '无法撤销：该规则的模板已不存在。',
};
