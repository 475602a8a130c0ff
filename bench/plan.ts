/** How long and how often is measured. Durations in ms. */
export interface Plan {
  readonly name: 'full' | 'quick';
  /** Rounds in which the subjects take turns; the median of the rounds counts. */
  readonly rounds: number;
  readonly signMs: number;
  readonly callMs: number;
  readonly commandMs: number;
  /** Before anything counts, for each subject and concurrency. */
  readonly warmUpMs: number;
  /** Commands whose way to the cloud is timed, for each bot. */
  readonly timedCommands: number;
  readonly starts: number;
  /** How many of the starts are watched until their memory has settled. */
  readonly settledStarts: number;
}

export const FULL: Plan = {
  name: 'full',
  rounds: 7,
  signMs: 300,
  callMs: 1000,
  commandMs: 1000,
  warmUpMs: 1500,
  timedCommands: 1000,
  starts: 5,
  settledStarts: 5,
};

export const QUICK: Plan = {
  name: 'quick',
  rounds: 3,
  signMs: 200,
  callMs: 400,
  commandMs: 500,
  warmUpMs: 600,
  timedCommands: 300,
  starts: 3,
  settledStarts: 1,
};
