import { defineLook, type LookCommand } from '../../../src/command.ts';
import { wording } from '../../../src/text/language.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import { card } from '../../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../../listing.ts';
import { toldTable } from '../../told-table.ts';
import { typedLine } from '../../typed-line.ts';
import { casterLabel, casterOption } from '../resolve.ts';
import { lookAt } from './look.ts';
import { numberOf, type Part } from './part.ts';
import { sidesText } from './uses.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** Lists the parts of a caster, with where they are used. */
export function partList(part: Part): LookCommand {
  const { name, zh, words, rows } = part;
  const command = `caster ${name} list`;
  const shown = rows.filter(({ key }) => part.listed.includes(key));
  const columns = part.listed.flatMap((key) => shown.filter((row) => row.key === key));
  return defineLook({
    name: command,
    zh: `导播 ${zh} 列表`,
    summary: { en: `List the ${words.en}s of a caster`, zh: `列出导播台的${words.zh}` },
    risk: 'read',
    options: { caster: casterOption, ...listOptions },
    async run(context, options) {
      const { say, language } = context;
      const { caster, parts, scene, sources } = await lookAt(context, part, options.caster, command);
      const label = casterLabel(caster);
      const all = parts.map((info) => {
        const values = part.valuesOf(info);
        const number = numberOf(part, info);
        const cells = columns.map(({ path, kind }) => {
          const value = values[path];
          return value === undefined || value === '' ? '' : safeLine(kind.show(value, language), 60);
        });
        return [String(number), ...cells, sidesText(part.uses(number, scene, sources))];
      });
      const found = all.filter((row) => matches(options.filter, ...row));
      const line = typedLine(command, caster.word);
      if (found.length === 0)
        return card(
          all.length === 0
            ? say(`${label.en} has no ${words.en}s`, `${spaced(label.zh)}还没有${words.zh}`)
            : say(`No such ${words.en}`, `没有符合条件的${words.zh}`),
          {
            lines: [
              say(
                `Add one: ${typedLine(`caster ${name} add`, caster.word)} …`,
                `添加：导播 ${zh} 添加 ${caster.word} …`,
              ),
            ],
          },
        );
      return card(say(`${capital(words.en)}s of ${label.en}`, `${spaced(label.zh)}的${words.zh}`), {
        lines: [
          ...listLines(context, line, options, { total: found.length }),
          ...(name === 'output'
            ? [
                scene.pgm
                  ? say(
                      'PGM runs and goes to where it went at its start.',
                      '主监正在播出，推流到启动时的地址。',
                    )
                  : say('PGM is off.', '主监未开启。'),
              ]
            : []),
        ],
        table: toldTable({
          columns: [
            say('No.', '编号'),
            ...columns.map((row) => wording(row.label, language)),
            say('Shown in', '使用中'),
          ],
          rows: pageOf(found, options.page),
        }),
        buttons: nextPage(context, line, options, found.length),
      });
    },
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
