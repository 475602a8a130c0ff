import { putWithDue } from '../draft.ts';
import type { Table } from '../table/table.ts';
import { actedOn, IS_CLOSED, type Acting } from './act.ts';
import { emptyNoteRefusal } from './people-refusals.ts';

/** Somebody gives it to a person. */
interface Assigning extends Acting {
  readonly person: string;
  readonly accounts: Readonly<Record<string, string>> | undefined;
}

/** Something that is to stand in its history. */
interface Noting extends Acting {
  readonly text: string;
}

/** Somebody gives an alert to a person of airdesk.yaml. Whoever has it already keeps it. */
export const ASSIGN: Table<Assigning> = {
  name: 'assign',
  about: 'Somebody gives it to a person',
  alertOf: ({ alert }) => alert,
  rows: [
    IS_CLOSED,
    {
      when: 'that person has it',
      holds: ({ alert, person }) => alert.assigned?.person === person,
      reason: 'unchanged',
      to: 'same',
    },
    {
      reason: 'assigned',
      to: 'same',
      effects: ['edits'],
      act: (assigning) => {
        const { draft, alert, by, person, accounts } = assigning;
        const assigned = { person, ...(accounts && { accounts }), by, at: draft.now };
        putWithDue(draft, actedOn(assigning, { ...alert, assigned }, 'assigned', person));
      },
    },
  ],
};

/** Somebody adds a note to an alert. An empty one is refused. */
export const NOTE: Table<Noting> = {
  name: 'note',
  about: 'Somebody adds a note',
  alertOf: ({ alert }) => alert,
  rows: [
    IS_CLOSED,
    {
      when: 'the note is empty',
      holds: ({ text }) => text.trim() === '',
      code: 'airdesk.bad-option',
      refuses: ({ alert }) => emptyNoteRefusal(alert),
    },
    {
      reason: 'noted',
      to: 'same',
      effects: ['edits'],
      act: (noting) => {
        putWithDue(noting.draft, actedOn(noting, noting.alert, 'noted', noting.text.trim()));
      },
    },
  ],
};

/** A command of ours has ended on what an alert is about: a step of its history, and nothing more. */
export const COMMAND: Table<Noting> = {
  name: 'command',
  about: 'A command of ours on what it is about has ended',
  alertOf: ({ alert }) => alert,
  rows: [
    { from: ['closed'], reason: 'unchanged', to: 'same' },
    {
      reason: 'acted',
      to: 'same',
      effects: ['edits'],
      act: (noting) => {
        putWithDue(noting.draft, actedOn(noting, noting.alert, 'acted', noting.text));
      },
    },
  ],
};
