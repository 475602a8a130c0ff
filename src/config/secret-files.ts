import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { Secrets } from '../observability/secrets.ts';
import type { ReadFile, Variables } from './variables.ts';

/** How often the files are looked at, ms. */
const LOOK_MS = 5_000;
/** How long a former value is still good, where a request is checked with it, ms. */
export const OVERLAP_MS = 10 * 60_000;
/** The same bound as of secrets in variables. */
const LONGEST = 8_192;

/** Secrets that are given as files, NAME_FILE, and exchanged while Airdesk runs. */
export interface SecretFiles {
  /** The values as they are now, of all variables. The same object for good: it changes. */
  readonly variables: Variables;
  /** Former values of a variable that are still good, newest first. */
  readonly former: (name: string) => readonly string[];
  /** Looks now, and believes what is there, as somebody who exchanged the files all at once wants. */
  look(): void;
  /** Told after values were exchanged, and when former ones stop being good. */
  onChange(hear: () => void): void;
  stop(): void;
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
  readonly readFile: ReadFile;
  /** What is wrong with a value; undefined where nothing is. */
  readonly wrong: (name: string, value: string) => string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly secrets: Pick<Secrets, 'add'>;
}): SecretFiles {
  const { initial, names, readFile, clock, log, secrets } = options;
  const variables: Record<string, string | undefined> = { ...initial };
  const files = names.flatMap((name) => {
    const path = initial[`${name}_FILE`];
    return path === undefined ? [] : [{ name, path }];
  });
  const former = new Map<string, readonly Former[]>();
  const refused = new Map<string, string>();
  const hearers: (() => void)[] = [];
  let seen = '';
  let cancel = (): void => undefined;

  function read(): Map<string, string> {
    const found = new Map<string, string>();
    for (const { name, path } of files) {
      let text: string | undefined;
      try {
        text = readFile(path).trim();
      } catch {
        // Said as what is wrong with it, below.
      }
      const wrong = text === undefined ? 'cannot be read' : wrongWith(name, text);
      if (wrong === undefined && text !== undefined) found.set(name, text);
      tell(name, path, wrong);
    }
    return found;
  }

  function wrongWith(name: string, text: string): string | undefined {
    if (text === '') return 'is empty';
    if (text.length > LONGEST || /\s/.test(text)) return 'holds spaces, line breaks or too much';
    return options.wrong(name, text);
  }

  /** Once, and again when it is something else. */
  function tell(name: string, path: string, wrong: string | undefined): void {
    if (wrong === undefined) return void refused.delete(name);
    if (refused.get(name) === wrong) return;
    refused.set(name, wrong);
    log.error(
      { variable: `${name}_FILE`, path, wrong },
      'a secret was not exchanged: the former value goes on',
    );
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

  function take(found: ReadonlyMap<string, string>): boolean {
    const changed = [...found].filter(([name, value]) => variables[name] !== value);
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
    if (changed.length > 0)
      log.info(
        { variables: changed.map(([name]) => name) },
        'secrets were exchanged: their files have others',
      );
    return changed.length > 0;
  }

  function look(atOnce: boolean): void {
    const found = read();
    secrets.add(found.values());
    const now = JSON.stringify([...found]);
    const isSteady = atOnce || now === seen;
    seen = now;
    const isTaken = isSteady && take(found);
    if (forgetOld() || isTaken) for (const hear of hearers) hear();
  }

  function again(): void {
    cancel = clock.after(LOOK_MS, () => {
      look(false);
      again();
    });
  }
  if (files.length > 0) again();

  return {
    variables,
    former: (name) =>
      (former.get(name) ?? []).flatMap(({ value, until }) => (until > clock.passed() ? [value] : [])),
    look: () => look(true),
    onChange: (hear) => void hearers.push(hear),
    stop: () => cancel(),
  };
}
