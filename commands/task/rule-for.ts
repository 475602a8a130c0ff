import type { StreamName } from '../../src/live/read/stream-name.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import { isWithin, scopeOf } from '../feature/scope.ts';

/** The rule that holds for a stream: of several, that of the narrowest scope. */
export function ruleFor(rules: readonly Rule[], stream: StreamName): Rule | undefined {
  const holding = rules.filter((rule) => isWithin(stream, scopeOf(rule)));
  const width = (rule: Rule) => {
    const { app, stream: name } = scopeOf(rule);
    return (app === '' ? 0 : 1) + (name === '' ? 0 : 1);
  };
  return [...holding].sort((left, right) => width(right) - width(left))[0];
}
