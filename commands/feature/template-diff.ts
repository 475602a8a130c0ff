import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import { defineLook, type LookCommand, type OptionSpec } from '../../src/command.ts';
import { wording, type Language } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { changesOf, type FieldRow, type FieldValues } from '../shape/fields.ts';
import type { Feature } from './feature.ts';
import { findTemplate, seenValues, templateSubject } from './template-noun.ts';

/** Two templates side by side: only what differs. */
export function templateDiff(feature: Feature): LookCommand {
  const { name, zh, words } = feature;
  const command = `${name} template diff`;
  const { suggests, example, summary } = templateSubject(feature);
  const option = (optionZh: string, shown: string): OptionSpec => ({
    schema: z.string().min(1).max(255),
    summary: {
      en: `${summary.en}; of another account as account/id`,
      zh: `${summary.zh}；其他账号的写作 账号/ID`,
    },
    ...{ zh: optionZh, required: true, example: shown, names: true },
    ...(suggests && { suggests }),
  });
  return defineLook({
    name: command,
    zh: `${zh} 模板 对比`,
    summary: { en: `Compare two ${words.en}s, also of two accounts`, zh: `对比两个${words.zh}，也可跨账号` },
    risk: 'read',
    options: { template: option('模板', example), with: option('对比', `${example}-2`) },
    async run(context, options) {
      const { language, say } = context;
      const typed = options as Readonly<Record<string, string>>;
      const [one, other] = await Promise.all([
        findTemplate(context, feature, typed['template'] ?? '', command),
        findTemplate(context, feature, typed['with'] ?? '', command),
      ]);
      const [left, right] = [one, other].map(({ template }) =>
        withUsual(feature, seenValues(feature, context, template.info)),
      );
      if (!left || !right) throw new Error('two were compared');
      const rows = changesOf(feature.rows, left, right);
      const [leftName, rightName] = [safeLine(one.label, 60), safeLine(other.label, 60)];
      if (rows.length === 0)
        return card(say(`${leftName} and ${rightName} are the same`, `${leftName} 与 ${rightName} 相同`), {});
      return card(say(`${leftName} and ${rightName}`, `${leftName} 与 ${rightName}`), {
        table: {
          columns: [say('Setting', '设置'), leftName, rightName],
          rows: rows.map((row) => [
            wording(row.label, language),
            cell(row, left, language),
            cell(row, right, language),
          ]),
        },
      });
    },
  });
}

function withUsual(feature: Feature, values: FieldValues): FieldValues {
  return { ...feature.usual, ...values };
}

function cell(row: FieldRow, values: FieldValues, language: Language): string {
  const value = values[row.path];
  return value === undefined ? '' : safeLine(row.kind.show(value, language), 60);
}
