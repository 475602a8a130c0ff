import type { JSX } from 'preact';
import { words } from '../words/words.ts';
import { OUTCOMES } from '../../../../src/platform/records.ts';
import { acts, kind, seek, sought, SPANS, type Sought, type Span } from './lookup.ts';

const STATES = ['firing', 'acknowledged', 'muted', 'recovered', 'closed'] as const;
const SEVERITIES = ['critical', 'warning', 'info'] as const;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What is looked for: words, and a choice of each thing that can be chosen. */
export function Filters(): JSX.Element {
  const isAudit = kind.value === 'audit';
  const title = isAudit ? words().audit : words().history;
  return (
    <div class="record-filters" role="search" aria-label={title}>
      <input
        type="search"
        class="filter"
        aria-label={`${title}: ${isAudit ? words().soughtInActs : words().soughtInAlerts}`}
        placeholder={isAudit ? words().soughtInActs : words().soughtInAlerts}
        maxLength={200}
        value={sought.value[kind.value].sought}
        onInput={(event) => seek({ sought: event.currentTarget.value })}
      />
      <Pick
        of="span"
        name={words().when}
        choices={SPANS.map((value) => ({ value, label: spanWords(value) }))}
      />
      {isAudit ? (
        <>
          <Pick
            of="person"
            name={words().who}
            any={words().anybody}
            choices={asChoices(acts.value?.people)}
          />
          <Pick of="noun" name={words().onWhat} any={words().anything} choices={acts.value?.nouns ?? []} />
          <Pick
            of="outcome"
            name={words().howEnded}
            any={words().anyOutcome}
            choices={OUTCOMES.map((value) => ({ value, label: words().outcome[value] }))}
          />
        </>
      ) : (
        <>
          <Pick
            of="state"
            name={words().byState}
            any={words().anyState}
            choices={STATES.map((value) => ({ value, label: words().alertState[value] }))}
          />
          <Pick
            of="severity"
            name={words().severityName}
            any={words().anySeverity}
            choices={SEVERITIES.map((value) => ({ value, label: words().severity[value] }))}
          />
        </>
      )}
    </div>
  );
}

function Pick({
  of,
  name,
  any,
  choices,
}: {
  readonly of: Exclude<keyof Sought, 'sought'>;
  readonly name: string;
  /** What it is called that none is chosen. */
  readonly any?: string;
  readonly choices: readonly Choice[];
}): JSX.Element {
  const chosen = sought.value[kind.value][of];
  // What is looked for stays chosen, whether or not anything has it any more.
  const isThere = chosen === '' || choices.some(({ value }) => value === chosen);
  return (
    <select
      class="filter"
      aria-label={name}
      data-filter={of}
      value={chosen}
      onChange={(event) => seek({ [of]: event.currentTarget.value })}
    >
      {any !== undefined && <option value="">{any}</option>}
      {(isThere ? choices : [...choices, { value: chosen, label: chosen }]).map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function asChoices(names: readonly string[] = []): readonly Choice[] {
  return names.map((name) => ({ value: name, label: name }));
}

function spanWords(span: Span): string {
  return words().span[span];
}
