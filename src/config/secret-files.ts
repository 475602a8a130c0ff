import type { Clock } from '../clock.ts';
import { createEmitter } from '../emitter.ts';
import type { Log } from '../observability/log.ts';
import type { Secrets } from '../observability/secrets.ts';
import type { ReadFile, Variables } from './variables.ts';

/** How often the files are looked at, ms. */
const LOOK_MS = 5_000;
/** How long a former value is still good, where a request is checked with it, ms. */
export const OVERLAP_MS = 10 * 60_000;
/** The same bound as of secrets in variables. */
const LONGEST = 8_192;
const UNREADABLE = 'cannot be read';

/** Secrets that are given as files, NAME_FILE, and exchanged while Airdesk runs. */
export interface SecretFiles {
  /** The values as they are now, of all variables. The same object for good: it changes. */
  readonly variables: Variables;
  /** The same of the texts of files that variables are the path of, by the variable's name. */
  readonly texts: Variables;
  /** Former values of a variable that are still good, newest first. */
  readonly former: (name: string) => readonly string[];
  /** Looks now, and believes what is there, as somebody who exchanged the files all at once wants. */
  look(): void;
  /** Told after values were exchanged, and when former ones stop being good. */
  readonly onChange: (hear: () => void) => void;
  /** Told of the variable of a file in which something is that cannot be taken, so that the former value goes on; and when that is over. */
  readonly onWrong: (hear: (variable: string, isWrong: boolean) => void) => void;
  stop(): void;
}

/** A file whose whole text is needed, as that of passwords. */
export interface SecretText {
  /** The variable that is its path. */
  readonly name: string;
  readonly text: string;
  /** What is wrong with another text; undefined where nothing is. */
  readonly wrong: (text: string) => string | undefined;
  /** What in it is a secret. */
  readonly secretsIn: (text: string) => readonly string[];
}

interface Former {
  readonly value: string;
  readonly until: number;
}

/**
 * Looks at the files again and again. A value is taken once it was the same in two looks, so that a pair in two files is
 * exchanged as one; what cannot be a value is told and not taken. New values are kept out of the log and of all that
 * leaves from the moment they are read.
 */
export function openSecretFiles(options: {
  readonly initial: Variables;
  /** Variables that can be given as a file. */
  readonly names: readonly string[];
  readonly texts?: readonly SecretText[];
  readonly readFile: ReadFile;
  /** What is wrong with a value; undefined where nothing is. */
  readonly wrong: (name: string, value: string) => string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly secrets: Pick<Secrets, 'add'>;
}): SecretFiles {
  const { initial, names, texts: given = [], readFile, clock, log, secrets } = options;
  const variables: Record<string, string | undefined> = { ...initial };
  const texts: Record<string, string | undefined> = Object.fromEntries(
    given.map(({ name, text }) => [name, text]),
  );
  const files = names.flatMap((name) => {
    const path = initial[`${name}_FILE`];
    return path === undefined ? [] : [{ name, variable: `${name}_FILE`, path }];
  });
  const textFiles = given.flatMap((one) => {
    const path = initial[one.name];
    return path === undefined ? [] : [{ ...one, path }];
  });
  const former = new Map<string, readonly Former[]>();
  const refused = new Map<string, string>();
  const changes = createEmitter<undefined>();
  const wrongs = createEmitter<readonly [variable: string, isWrong: boolean]>();
  let seen = '';
  let cancel = (): void => undefined;

  function read(): Map<string, string> {
    const found = new Map<string, string>();
    for (const { name, variable, path } of files) {
      const text = textOf(path)?.trim();
      const wrong = text === undefined ? UNREADABLE : wrongWith(name, text);
      if (wrong === undefined && text !== undefined) found.set(name, text);
      tell(variable, path, wrong);
    }
    return found;
  }

  function readTexts(): Map<string, string> {
    const found = new Map<string, string>();
    for (const { name, path, wrong: wrongOf } of textFiles) {
      const text = textOf(path);
      const wrong = text === undefined ? UNREADABLE : text.trim() === '' ? 'is empty' : wrongOf(text);
      if (wrong === undefined && text !== undefined) found.set(name, text);
      tell(name, path, wrong);
    }
    return found;
  }

  function textOf(path: string): string | undefined {
    try {
      return readFile(path);
    } catch {
      return undefined;
    }
  }

  function wrongWith(name: string, text: string): string | undefined {
    if (text === '') return 'is empty';
    if (text.length > LONGEST || /\s/.test(text)) return 'holds spaces, line breaks or too much';
    return options.wrong(name, text);
  }

  /** Once, and again when it is something else. */
  function tell(variable: string, path: string, wrong: string | undefined): void {
    if (refused.get(variable) === wrong) return;
    if ((wrong !== undefined) !== refused.has(variable)) wrongs.tell([variable, wrong !== undefined]);
    if (wrong === undefined) return void refused.delete(variable);
    refused.set(variable, wrong);
    log.error({ variable, path, wrong }, 'a secret was not exchanged: the former value goes on');
  }

  function forgetOld(): boolean {
    let isChanged = false;
    for (const [name, values] of former) {
      const left = values.filter(({ until }) => until > clock.passed());
      isChanged ||= left.length < values.length;
      former.set(name, left);
    }
    return isChanged;
  }

  function take(found: ReadonlyMap<string, string>, foundTexts: ReadonlyMap<string, string>): boolean {
    const changed = [...found].filter(([name, value]) => variables[name] !== value);
    const changedTexts = [...foundTexts].filter(([name, text]) => texts[name] !== text);
    for (const [name, text] of changedTexts) texts[name] = text;
    for (const [name, value] of changed) {
      secrets.add([value]);
      const old = variables[name];
      const kept = (former.get(name) ?? []).filter((each) => each.value !== value);
      former.set(
        name,
        old === undefined ? kept : [{ value: old, until: clock.passed() + OVERLAP_MS }, ...kept].slice(0, 3),
      );
      variables[name] = value;
    }
    const names = [...changed, ...changedTexts].map(([name]) => name);
    if (names.length > 0) log.info({ variables: names }, 'secrets were exchanged: their files have others');
    return names.length > 0;
  }

  function look(atOnce: boolean): void {
    const found = read();
    const foundTexts = readTexts();
    secrets.add(found.values());
    for (const { name, secretsIn } of textFiles) secrets.add(secretsIn(foundTexts.get(name) ?? ''));
    const now = JSON.stringify([...found, ...foundTexts]);
    const isSteady = atOnce || now === seen;
    seen = now;
    const isTaken = isSteady && take(found, foundTexts);
    if (forgetOld() || isTaken) changes.tell(undefined);
  }

  function again(): void {
    cancel = clock.after(LOOK_MS, () => {
      look(false);
      again();
    });
  }
  if (files.length + textFiles.length > 0) again();

  return {
    variables,
    texts,
    former: (name) =>
      (former.get(name) ?? []).flatMap(({ value, until }) => (until > clock.passed() ? [value] : [])),
    look: () => look(true),
    onChange: (hear) => changes.on(hear),
    onWrong: (hear) => wrongs.on(([variable, isWrong]) => hear(variable, isWrong)),
    stop: () => cancel(),
  };
}
