import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { readRules } from '../../src/live/read/templates.ts';
import { lineIn } from '../../src/line/command-line.ts';
import { wording } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { FEATURES } from '../feature/features.ts';
import { templateNoun } from '../feature/template-noun.ts';
import { findUses } from '../feature/uses.ts';
import { labelOf, resolve } from '../shape/noun.ts';
import { moreUses } from './more-uses.ts';
import { spaced } from '../../src/card/name-with-id.ts';

const FEW = 5;
/** A template of very many rules: the rest is counted. */
const MOST_ROWS = 50;
const NAMES = FEATURES.map(({ name }) => name) as [string, ...string[]];

/** `rule find`: all that names one template. */
export const ruleFind = defineLook({
  name: 'rule find',
  zh: '规则 查找',
  summary: {
    en: 'Find every rule, task, pull task and caster that uses a template, before you change it',
    zh: '查找模板被哪些规则、任务、拉流转推和导播台使用，改动前先看',
  },
  risk: 'read',
  options: {
    feature: {
      schema: z.enum(NAMES),
      summary: { en: 'what the template is for', zh: '模板所属功能' },
      ...{ zh: '功能', required: true, example: 'record' },
      choices: FEATURES.map(({ name, zh }) => ({ value: name, label: { en: name, zh } })),
    },
    template: {
      schema: z.string().min(1).max(255),
      summary: { en: 'name or id of the template', zh: '模板的名称或 ID' },
      ...{ zh: '模板', required: true, example: 'archive', names: true },
    },
  },
  async run(context, options) {
    const { say, language, commands } = context;
    const feature = FEATURES.find(({ name }) => name === options.feature);
    if (!feature) throw new Error(`${options.feature} is no feature`);
    const noun = templateNoun(feature);
    const template = await resolve(context, noun, options.template, `rule find ${feature.name}`);
    const [bound, more] = await Promise.all([
      readRules(feature.name, context).then((rules) => findUses(context, feature, template, rules)),
      moreUses(context, feature, template),
    ]);
    const uses = [...bound.uses, ...more.uses];
    const unread = [...bound.unread, ...more.unread].map((text) => `? ${wording(text, language)}`);
    const label = safeLine(wording(labelOf(noun, template), language), 100);
    const title =
      uses.length > 0
        ? say(
            `${label} is used ${uses.length === 1 ? 'once' : `${uses.length} times`}`,
            `${spaced(label)}被使用 ${uses.length} 处`,
          )
        : unread.length > 0
          ? say(`${label}: unknown whether anything uses it`, `${label}：无法确定是否被使用`)
          : say(`Nothing uses ${label}`, `${spaced(label)}未被使用`);
    return card(title, {
      tone: unread.length > 0 ? 'warning' : 'info',
      lines: [
        ...unread,
        ...(uses.length > MOST_ROWS
          ? [say(`The first ${MOST_ROWS} are listed.`, `仅列出前 ${MOST_ROWS} 处。`)]
          : []),
      ],
      ...(uses.length > 0 && {
        table: {
          columns: [say('Used by', '使用方'), say('Command', '命令')],
          rows: uses
            .slice(0, MOST_ROWS)
            .map(({ what, line }) => [wording(what, language), lineIn(line, commands, language)]),
        },
      }),
      buttons: buttonRow(
        runButton(`${feature.name} template show ${template.word}`, say('Template', '查看模板')),
        ...(uses.length > FEW ? [] : uses)
          .filter(({ line }) => / (?:show|list)\b/u.test(line))
          .map(({ what, line }) => runButton(line, wording(what, language).slice(0, 75))),
      ),
    });
  },
});
