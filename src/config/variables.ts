import type { Problem } from './problem.ts';

/** Environment variables, as process.env is. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The text of a file. @throws when it cannot be read */
export type ReadFile = (path: string) => string;

/** The variables without empty ones, and with the text of NAME_FILE as NAME for each of `names`. */
export function withFileReferences(
  env: Variables,
  names: readonly string[],
  readFile: ReadFile,
): { readonly variables: Variables; readonly problems: readonly Problem[] } {
  const variables: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) if (value !== '') variables[name] = value;
  const problems: Problem[] = [];
  for (const name of names) {
    const path = variables[`${name}_FILE`];
    if (path === undefined) continue;
    if (variables[name] !== undefined) {
      problems.push(problem(`${name}_FILE`, `${name} is set as well; set only one of the two`));
      continue;
    }
    try {
      const text = readFile(path).trim();
      if (text === '') problems.push(problem(`${name}_FILE`, `the file ${path} is empty`));
      else variables[name] = text;
    } catch {
      problems.push(problem(`${name}_FILE`, `the file ${path} cannot be read`));
    }
  }
  return { variables, problems };
}

/** A problem with one environment variable. */
export function problem(name: string, text: string): Problem {
  return { source: 'environment', path: name, text };
}

/** What the last part of a callback path looks like: long enough not to be guessed, and the same in every URL parser. */
export const CALLBACK_TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

/** The same in words, as the end of a sentence about the variable. */
export const CALLBACK_TOKEN_RULE =
  'must be 16 to 128 letters, digits, - or _, as openssl rand -hex 24 prints';
