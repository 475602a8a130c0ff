import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { readPullTasks } from '../../src/live/read/pulls.ts';
import { readTemplates, type Rule, type Template } from '../../src/live/read/templates.ts';
import type { Text } from '../../src/text/language.ts';
import { byId } from '../../src/text/name-forms.ts';
import { typedLine } from '../typed-line.ts';
import type { Feature } from './feature.ts';
import { scopeOf, scopeText } from './scope.ts';

/** Something that uses a template, and the line that ends it where one does. */
export interface Use {
  readonly what: Text;
  readonly line: string;
}

/** What uses a template; `unread`: a place that could not be looked at. */
export interface Uses {
  readonly uses: readonly Use[];
  readonly unread: readonly Text[];
}

/** Reads where a template is used besides its rules, which are given. @throws LiveError where that is no plain no */
export async function findUses(
  context: CommandContext,
  feature: Feature,
  template: Template,
  rules: readonly Rule[],
): Promise<Uses> {
  const bound = rules
    .filter(({ templateId }) => templateId === template.id)
    .map((rule) => ruleUse(feature, rule));
  if (feature.name !== 'transcode') return { uses: bound, unread: [] };
  const [shifts, pulls] = await Promise.all([
    attempt({ en: 'time shift templates', zh: '时移模板' }, () => timeShiftUses(context, template)),
    attempt({ en: 'pull tasks', zh: '拉流转推任务' }, () => pullUses(context, template)),
  ]);
  return { uses: [...bound, ...shifts.uses, ...pulls.uses], unread: [...shifts.unread, ...pulls.unread] };
}

function ruleUse(feature: Feature, rule: Rule): Use {
  const place = scopeText(scopeOf(rule));
  const shown = safeLine(place, 100);
  return {
    what: { en: `the rule of ${shown}`, zh: `${shown} 的规则` },
    line: typedLine(`${feature.name} rule remove`, place, byId(rule.templateId)),
  };
}

async function timeShiftUses(context: CommandContext, template: Template): Promise<Use[]> {
  const { items } = await readTemplates('timeshift', context);
  return items
    .filter(({ info }) => {
      const ids = (info as { readonly TranscodeTemplateIds?: unknown }).TranscodeTemplateIds;
      return Array.isArray(ids) && ids.some((id) => String(id) === template.id);
    })
    .map(({ id, name }) => ({
      what: { en: `time shift template ${safeLine(name, 40)}`, zh: `时移模板 ${safeLine(name, 40)}` },
      line: typedLine('timeshift template show', byId(id)),
    }));
}

/** Pull tasks name it by what it is called. */
async function pullUses(context: CommandContext, template: Template): Promise<Use[]> {
  const { items } = await readPullTasks(context);
  return items
    .filter(({ info }) => info.TranscodeTemplateName === template.name && template.name !== '')
    .map(({ id, name }) => ({
      what: { en: `pull task ${safeLine(name || id, 40)}`, zh: `拉流转推任务 ${safeLine(name || id, 40)}` },
      line: typedLine('pull show', byId(id)),
    }));
}

/** A list that the key may not read keeps nobody from looking at the others. */
async function attempt(what: Text, read: () => Promise<Use[]>): Promise<Uses> {
  try {
    return { uses: await read(), unread: [] };
  } catch (error) {
    if (error instanceof LiveError && error.outcome === 'refused') return { uses: [], unread: [what] };
    throw error;
  }
}
