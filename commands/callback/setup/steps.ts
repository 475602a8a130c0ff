import type { CommandContext, Step, WriteStep } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { readRules, readTemplate, readTemplates, type Template } from '../../../src/live/read/templates.ts';
import { CALLS, send, templateId } from '../../feature/calls.ts';
import { bindParams, isBound } from '../../feature/rule-add.ts';
import { merged } from '../../feature/template-make.ts';
import { isWhole, ours, oursParams, othersIn } from './ours.ts';
import { boundPlan, type SetupPlan } from './plan.ts';

const { create, modify, remove, bind, unbind } = CALLS.callback;

/** The writes of a setup, in their order; each plan needs some of them. Address and key are put in as they leave. */
export const setupSteps: readonly [Step<SetupPlan>, Step<SetupPlan>, ...Step<SetupPlan>[]] = [
  {
    title: { en: 'make the template', zh: '新建回调模板' },
    isNeeded: ({ templateId: id }) => id === '',
    run: (context, { name }) =>
      send(context.live, create, { ...oursParams(ours(context)), TemplateName: name }),
    verify: async (context, plan) => ({ seen: (await made(context, plan)) !== undefined, facts: [] }),
    back: {
      async run(context, plan) {
        const template = await made(context, plan);
        if (!template) throw gone();
        await send(context.live, remove, templateId(template.id));
      },
      verify: async (context, plan) => ({ seen: (await made(context, plan)) === undefined, facts: [] }),
    },
  },
  {
    title: { en: 'complete the template', zh: '补全回调模板' },
    isNeeded: ({ completes }) => completes,
    async run(context, { templateId: id, name }) {
      const template = await readTemplate('callback', context, id);
      if (!template || othersIn(context, template).length > 0) throw gone();
      await send(context.live, modify, {
        ...merged(template.info, oursParams(ours(context))),
        ...templateId(id),
        TemplateName: name,
      });
    },
    verify: async (context, { templateId: id }) => {
      const template = await readTemplate('callback', context, id);
      return { seen: template !== undefined && isWhole(ours(context), template), facts: [] };
    },
  },
  {
    title: { en: 'remove the former rule', zh: '删除原规则' },
    isNeeded: replaces,
    ...unbound((plan) => plan.from),
    back: bound(async (_, plan) => plan.from),
  },
  {
    title: { en: 'add the rule', zh: '添加规则' },
    isNeeded: ({ completes }) => !completes,
    ...bound(boundId),
  },
];

/** Whether a rule that is there makes way. */
export function replaces({ completes, from }: SetupPlan): boolean {
  return !completes && from !== '';
}

/** The template that the plan binds, as it is now. @throws LiveError */
export async function boundTemplate(context: CommandContext, plan: SetupPlan): Promise<Template | undefined> {
  return plan.templateId === '' ? made(context, plan) : readTemplate('callback', context, plan.templateId);
}

/** The template that a step has made: by its name and what it tells, since its id is in an answer that may be lost. */
async function made(context: CommandContext, { name, known }: SetupPlan): Promise<Template | undefined> {
  const own = ours(context);
  const { items } = await readTemplates('callback', context);
  const [only, second] = items.filter(
    (template) => template.name === name && !known.includes(template.id) && isWhole(own, template),
  );
  // Two alike in the same moment: somebody else made one, and nobody can tell which is ours.
  return second ? undefined : only;
}

async function boundId(context: CommandContext, plan: SetupPlan): Promise<string> {
  const template = await boundTemplate(context, plan);
  if (!template) throw gone();
  return template.id;
}

function bound(idOf: (context: CommandContext, plan: SetupPlan) => Promise<string>): WriteStep<SetupPlan> {
  return {
    async run(context, plan) {
      await send(context.live, bind, bindParams(boundPlan(plan, await idOf(context, plan))));
    },
    async verify(context, plan) {
      const rule = boundPlan(plan, await idOf(context, plan));
      return { seen: isBound(await readRules('callback', context), rule), facts: [] };
    },
  };
}

function unbound(idOf: (plan: SetupPlan) => string): WriteStep<SetupPlan> {
  return {
    run: (context, plan) => send(context.live, unbind, bindParams(boundPlan(plan, idOf(plan)))),
    async verify(context, plan) {
      return { seen: !isBound(await readRules('callback', context), boundPlan(plan, idOf(plan))), facts: [] };
    },
  };
}

function gone(): Refusal {
  return new Refusal(
    'airdesk.changed',
    { en: 'The callback template was changed or removed in the meantime', zh: '回调模板已被他人修改或删除' },
    { en: 'Check the templates, then try again.', zh: '请先查看模板，再重新发起。' },
    ['callback template list'],
  );
}
