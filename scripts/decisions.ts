/** Prints the transition table by which alerts are decided on. Run with `npm run decisions`. */
import { decisionRows } from './docs/decision-rows.ts';

const blocks = decisionRows().map(({ name, about, rows }) => {
  const lines = rows.flatMap(({ row, state, when, reason, next, follows }) => [
    `  ${row.padEnd(14)} ${state.padEnd(18)} ${when === '' ? 'otherwise' : when}`,
    `  ${''.padEnd(33)} ${[reason, next, follows].filter((text) => text !== '').join(' · ')}`,
  ]);
  return [`${name}: ${about}`, ...lines].join('\n');
});
console.log(blocks.join('\n\n'));
