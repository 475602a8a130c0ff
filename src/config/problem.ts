import { AirdeskError } from '../errors.ts';

/** One thing wrong with the configuration or the environment. Holds no secret. */
export interface Problem {
  /** The file, or `environment`. */
  readonly source: string;
  /** Line in the file, from 1. */
  readonly line?: number | undefined;
  /** Where in it, as `people.ada.roles`; a variable's name; empty for the whole. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly text: string;
}

/** One readable line: `airdesk.yaml:12: people.ada.roles: there is no role "enginer"; did you mean "engineer"?` */
export function problemLine({ source, line, path, text }: Problem): string {
  const where = line === undefined ? source : `${source}:${line}`;
  return [where, path, text].filter((part) => part !== '').join(': ');
}

/** Why Airdesk does not start, one line per problem. */
export function cannotStart(problems: readonly Problem[]): AirdeskError {
  const lines = problems.map((problem) => `  ${problemLine(problem)}`);
  return new AirdeskError(`Airdesk cannot start:\n${lines.join('\n')}`, {
    code: 'airdesk.bad-configuration',
    hint: {
      en: 'Correct what is named, then start again.',
      zh: '请改正以上各项后重新启动。',
    },
  });
}
