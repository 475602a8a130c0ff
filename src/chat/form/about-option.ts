import type { OptionSpec } from '../../command.ts';
import { isWholeNumber } from '../../line/option-kind.ts';
import type { FormField } from '../../reply.ts';
import { sayIn, wording, type Language } from '../../text/language.ts';

/** What a field says of itself: what it takes, with unit and limits, and an example where there is nothing to choose from. */
export function aboutOption(
  spec: OptionSpec,
  language: Language,
): Required<Pick<FormField, 'hint' | 'brief'>> & Pick<FormField, 'example'> {
  const say = sayIn(language);
  const summary = wording(spec.summary, language);
  if (spec.choices) return { hint: summary, brief: summary };
  const brief = isWholeNumber(spec) ? say(`${summary} (a whole number)`, `${summary}（整数）`) : summary;
  const example = say(`Example: ${spec.example}`, `示例：${spec.example}`);
  return { hint: say(`${brief}. ${example}`, `${brief}。${example}`), brief, example };
}
