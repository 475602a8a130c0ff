import { safeLine } from '../../src/text/safe-line.ts';
import type { LookCommand } from '../../src/command.ts';
import { readRules, readTemplates, type Template } from '../../src/live/read/templates.ts';
import type { FieldValues } from '../shape/fields.ts';
import { worded, type Worded } from '../pick.ts';
import { labelOf } from '../shape/noun.ts';
import { listCommand, type Column } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import type { Feature } from './feature.ts';
import { seenValues, templateNoun } from './template-noun.ts';
import { wording } from '../../src/text/language.ts';

type Row = Worded<Template> & { readonly values: FieldValues; readonly rules: number };

/** All templates of a feature, each with how many rules use it. */
export function templateList(feature: Feature): LookCommand {
  const { name, zh, words } = feature;
  const noun = templateNoun(feature);
  const settings = feature.columns.flatMap((key): Column<Row>[] => {
    const row = feature.rows.find((each) => each.key === key);
    if (!row) return [];
    return [
      [
        row.label,
        ({ language }, { values }) => {
          const value = values[row.path];
          return value === undefined ? '' : safeLine(row.kind.show(value, language), 40);
        },
      ],
    ];
  });
  return listCommand<Row>({
    name: `${name} template list`,
    zh: `${zh} 模板 列表`,
    summary: {
      en: `List the ${words.en}s and how many rules use each`,
      zh: `列出${words.zh}及各自被几条规则使用`,
    },
    async read(context) {
      const [{ items, total }, rules] = await Promise.all([
        readTemplates(name, context),
        readRules(name, context),
      ]);
      const rows = worded(items).map((template) => ({
        ...template,
        values: seenValues(feature, context, template.info),
        rules: rules.filter(({ templateId }) => templateId === template.id).length,
      }));
      return { items: rows, total };
    },
    searched: (_, { id, name: called }) => [id, called],
    title: { en: `${words.en.charAt(0).toUpperCase()}${words.en.slice(1)}s`, zh: words.zh },
    none: { en: `There are no ${words.en}s`, zh: `还没有${words.zh}` },
    noMatch: { en: `No such ${words.en}`, zh: `没有符合条件的${words.zh}` },
    hint: { en: `Make one with: ${name} template add`, zh: `新建：${zh} 模板 添加` },
    columns: [
      [{ en: 'Name', zh: '名称' }, (_, row) => safeLine(row.name, 40)],
      ...settings,
      [{ en: 'Rules', zh: '规则' }, (_, row) => String(row.rules)],
      [{ en: 'ID', zh: 'ID' }, (_, row) => row.id],
    ],
    button: ({ language }, row, rows) =>
      rowButton(`${name} template show`, row, rows, (each) => wording(labelOf(noun, each), language)),
  });
}
