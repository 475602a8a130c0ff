import { safeLine } from '../../src/text/safe-line.ts';
import type { LookCommand } from '../../src/command.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import { byId } from '../../src/text/name-forms.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { listCommand } from '../shape/list.ts';
import { typedLine } from '../typed-line.ts';
import { ago } from '../when.ts';
import type { Feature } from './feature.ts';
import { readBindings, templateLabel } from './rule-noun.ts';
import { scopeOf, scopeText } from './scope.ts';
import { wording } from '../../src/text/language.ts';

type Row = Rule & { readonly template: string };

/** Which domain, app and stream uses which template. */
export function ruleList(feature: Feature): LookCommand {
  const { name, zh, one } = feature;
  const all = (part: string) => (part === '' ? '*' : safeLine(part, 40));
  return listCommand<Row>({
    name: `${name} rule list`,
    zh: `${zh} 规则 列表`,
    summary: {
      en: `List which domains and streams use ${one}`,
      zh: `列出${zh}规则：哪些域名和流使用哪个模板`,
    },
    async read(context) {
      const bindings = await readBindings(context, feature);
      const items = bindings.rules
        .map((rule) => ({
          ...rule,
          template: wording(templateLabel(feature, bindings, rule.templateId), context.language),
        }))
        .sort((a, b) => (scopeText(scopeOf(a)) < scopeText(scopeOf(b)) ? -1 : 1));
      return { items, total: items.length };
    },
    searched: (_, row) => [scopeText(scopeOf(row)), row.template],
    title: { en: `${name.charAt(0).toUpperCase()}${name.slice(1)} rules`, zh: `${zh}规则` },
    none: { en: `There are no ${name} rules`, zh: `还没有${zh}规则` },
    noMatch: { en: `No such ${name} rule`, zh: `没有符合条件的${zh}规则` },
    hint: { en: `Use a template with: ${name} rule add`, zh: `关联模板：${zh} 规则 添加` },
    columns: [
      [{ en: 'Domain', zh: '域名' }, (_, row) => safeLine(row.domain, 60)],
      [{ en: 'App', zh: '应用' }, (_, row) => all(scopeOf(row).app)],
      [{ en: 'Stream', zh: '流名' }, (_, row) => (feature.hasStreams ? all(scopeOf(row).stream) : '')],
      [{ en: 'Template', zh: '模板' }, (_, row) => row.template],
      [{ en: 'Since', zh: '起始' }, (context, { since }) => (since === undefined ? '' : ago(context, since))],
    ],
    button: (_, row) => {
      const line = typedLine(`${name} template show`, byId(row.templateId));
      return buttonRow(runButton(line, row.template))[0];
    },
  });
}
