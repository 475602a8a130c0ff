import type { LookCommand } from '../../src/command.ts';
import { readRules } from '../../src/live/read/templates.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { showCommand } from '../shape/show.ts';
import { typedLine } from '../typed-line.ts';
import type { Feature } from './feature.ts';
import { seenValues, templateNoun, templateSubject, usualFact } from './template-noun.ts';
import { findUses } from './uses.ts';

const MOST_USES = 10;

/** One template with its settings and where it is used; and the safe way to change what is in use, as buttons. */
export function templateShow(feature: Feature): LookCommand {
  const { name, zh, words, one } = feature;
  return showCommand({
    name: `${name} template show`,
    zh: `${zh} 模板 查看`,
    summary: { en: `Show ${one} and where it is used`, zh: `查看一个${words.zh}及其使用位置` },
    noun: templateNoun(feature),
    subject: templateSubject(feature),
    async more(context, template) {
      const { language, say } = context;
      const { uses, unread } = await findUses(context, feature, template, await readRules(name, context));
      const more = uses.length - MOST_USES;
      const listed = uses.slice(0, MOST_USES).map(({ what }) => wording(what, language));
      const value =
        uses.length === 0
          ? say('nothing', '未被使用')
          : [...listed, ...(more > 0 ? [`+ ${more}`] : [])].join('\n');
      return {
        facts: [
          ...usualFact(feature, context, seenValues(feature, context, template.info)),
          { label: say('Used by', '使用位置'), value },
        ],
        lines: [
          ...untoldLines(feature),
          ...unread.map((what) => ({
            en: `Whether ${what.en} use it could not be read.`,
            zh: `未能读取${what.zh}，不确定是否使用了该模板。`,
          })),
        ],
      };
    },
    buttons: ({ say }, { word }) =>
      buttonRow(
        runButton(typedLine(`${name} template copy`, word), say('Copy…', '复制…')),
        runButton(`${name} rule add template:${word}`, say('Use it…', '关联…')),
        runButton(typedLine(`${name} template remove`, word), say('Remove…', '删除…'), 'danger'),
      ),
  });
}

/** What the cloud takes and does not tell again. */
function untoldLines({ rows, untold = [] }: Feature): readonly Text[] {
  // Of the key it tells.
  const hidden = rows.filter(({ path }) => untold.includes(path) && path !== 'CallbackKey');
  if (hidden.length === 0) return [];
  return [
    {
      en: `The cloud does not tell: ${hidden.map(({ label }) => label.en).join(', ')}.`,
      zh: `云端不返回以下设置：${hidden.map(({ label }) => label.zh).join('、')}。`,
    },
  ];
}
