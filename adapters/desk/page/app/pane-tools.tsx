import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { words } from '../words/words.ts';

interface PaneToolsProps<Choice extends string> {
  /** What the list is called, for those who hear the page. */
  readonly title: string;
  /** What is looked for in it. */
  readonly sought: Signal<string>;
  /** What the choice beside it does. */
  readonly chooses: string;
  readonly chosen: Choice;
  readonly choices: readonly { readonly value: Choice; readonly label: string }[];
  readonly onChoose: (choice: Choice) => void;
}

/** Above a list: a field to filter it, and one choice. */
export function PaneTools<Choice extends string>(props: PaneToolsProps<Choice>): JSX.Element {
  const { title, sought, chooses, chosen, choices, onChoose } = props;
  return (
    <div class="pane-tools">
      <input
        type="search"
        class="filter"
        aria-label={`${title}: ${words().filter}`}
        placeholder={words().filter}
        value={sought.value}
        onInput={(event) => {
          sought.value = event.currentTarget.value;
        }}
      />
      <select
        class="filter"
        aria-label={`${title}: ${chooses}`}
        value={chosen}
        onChange={(event) => {
          const choice = choices.find(({ value }) => value === event.currentTarget.value);
          if (choice) onChoose(choice.value);
        }}
      >
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
