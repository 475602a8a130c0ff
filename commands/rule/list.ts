import { z } from 'zod';
import { defineLook, type CommandContext } from '../../src/command.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import type { Button } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { templateLabel } from '../feature/rule-noun.ts';
import { scopeOf, scopeText } from '../feature/scope.ts';
import { listLines, listOptions, nextPage, pageOf } from '../listing.ts';
import { streamWords } from '../stream/address-words.ts';
import { LONGEST_WORD } from '../stream/naming/word.ts';
import { toldTable } from '../told-table.ts';
import { typedLine } from '../typed-line.ts';
import { readPlace, rulesFor, type Holding } from './place.ts';
import { readAll } from './read-all.ts';
import { unreadLines } from './unread-lines.ts';
import { wording } from '../../src/text/language.ts';

const FEW = 5;

type Row = Holding & { readonly template: string };

/** `rule list`: the rules that reach a stream, and which of each feature holds: the narrowest. */
export const ruleList = defineLook({
  name: 'rule list',
  zh: '规则 列表',
  summary: {
    en: 'List every rule that applies to a stream: recording, transcoding, watermark, callbacks',
    zh: '列出一路流生效的全部规则：录制、转码、截图、水印、回调、时移和垫片',
  },
  risk: 'read',
  options: {
    scope: {
      schema: z.string().min(1).max(LONGEST_WORD).optional(),
      summary: {
        en: 'a stream, domain or domain/app; every rule when left out',
        zh: '流、域名或域名/应用；不填则列出全部规则',
      },
      ...{ zh: '范围', required: false, example: 'push.example.com/live/main', names: true },
      suggests: 'record-scope',
      words: streamWords,
    },
    page: listOptions.page,
  },
  async run(context, options) {
    const { say } = context;
    const [all, place] = await Promise.all([
      readAll(context),
      options.scope === undefined ? undefined : readPlace(context, options.scope),
    ]);
    const found = all.flatMap(({ feature, bindings }) =>
      bindings
        ? rulesFor(feature, bindings.rules, place).map((holding): Row => ({
            ...holding,
            template: wording(templateLabel(feature, bindings, holding.rule.templateId), context.language),
          }))
        : [],
    );
    const where = place === undefined ? '' : safeLine(scopeText(place.scope), 100);
    const unread = unreadLines(context, all);
    if (found.length === 0)
      return card(
        unread.length > 0
          ? say('No rules in what could be read', '可读取的部分没有规则')
          : where === ''
            ? say('There are no rules', '没有规则')
            : say(`No rule holds for ${where}`, `${where} 没有生效的规则`),
        { tone: unread.length > 0 ? 'warning' : 'info', lines: unread },
      );
    const rows = pageOf(found, options.page);
    return card(where === '' ? say('Rules', '规则') : say(`Rules of ${where}`, `${where} 的规则`), {
      tone: unread.length > 0 ? 'warning' : 'info',
      lines: [
        ...listLines(context, 'rule list', options, { total: found.length }),
        ...unread,
        ...notes(context, found),
      ],
      table: toldTable({
        columns: [
          say('Feature', '功能'),
          say('Holds', '是否生效'),
          say('Domain', '域名'),
          say('App', '应用'),
          say('Stream', '流名'),
          say('Template', '模板'),
        ],
        rows: rows.map((row) => cells(context, row)),
      }),
      buttons: [
        ...buttonRow(...(rows.length > FEW ? [] : rows).map((row) => rowButton(context, row))),
        ...nextPage(context, 'rule list', { page: options.page }, found.length, { scope: options.scope }),
      ],
    });
  },
});

function cells({ say }: CommandContext, { feature, rule, holds, template }: Row): readonly string[] {
  const { app, stream } = scopeOf(rule);
  const all = (part: string) => (part === '' ? '*' : safeLine(part, 40));
  return [
    say(feature.name, feature.zh),
    holds === undefined
      ? ''
      : holds
        ? say('yes', '生效')
        : say('no: a narrower one does', '不生效（有范围更小的规则）'),
    safeLine(rule.domain, 60),
    all(app),
    feature.hasStreams ? all(stream) : '*',
    template,
  ];
}

/** Rules of play domains: nobody can tell from them which push domain's streams are played there. */
function notes({ say }: CommandContext, rows: readonly Row[]): readonly string[] {
  const isAsked = rows.some(({ holds }) => holds !== undefined);
  if (!isAsked || !rows.some(({ feature }) => feature.domains === 'play')) return [];
  return [
    say(
      'Transcode rules belong to play domains. Which of them play this stream is unknown, so all are listed.',
      '转码规则属于播放域名：无法得知哪些域名播放这路流，因此全部列出。',
    ),
  ];
}

function rowButton({ say }: CommandContext, { feature, rule, template }: Row): Button | undefined {
  const label = say(`${feature.name}: ${template}`, `${feature.zh}：${template}`);
  return runButton(typedLine(`${feature.name} template show`, byId(rule.templateId)), label.slice(0, 75));
}
