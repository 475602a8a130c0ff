import { decisionRows } from './decision-rows.ts';
import { code, table } from './markdown.ts';

/** The transition table of alerts in Markdown. */
export function decisionTables(): string {
  return decisionRows()
    .map(({ name, about, rows }) =>
      [
        `**${name}**: ${about}.`,
        table(
          ['Row', 'State', 'When', 'Reason', 'State after', 'Follows'],
          rows.map(({ row, state, when, reason, next, follows }) => [
            code(row),
            state,
            when,
            code(reason),
            next,
            follows,
          ]),
        ),
      ].join('\n\n'),
    )
    .join('\n\n');
}
