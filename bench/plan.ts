/** How long and how often is measured. Durations in ms. */
export interface Plan {
  readonly name: 'full' | 'quick';
  /** Rounds in which the subjects take turns; the median of the rounds counts. Rather many than long: load comes and goes. */
  readonly rounds: number;
  readonly signMs: number;
  readonly callMs: number;
  readonly commandMs: number;
  /** Before anything counts, for each subject and kind of work. */
  readonly warmUpMs: number;
  /** Commands whose way to the cloud is timed, for each bot. */
  readonly timedCommands: number;
  readonly starts: number;
  /** How many of the starts are watched until their memory has settled. */
  readonly settledStarts: number;
}

export const FULL: Plan = {
  name: 'full',
  rounds: 15,
  signMs: 200,
  callMs: 400,
  commandMs: 500,
  warmUpMs: 2000,
  timedCommands: 1000,
  starts: 5,
  settledStarts: 5,
};

export const QUICK: Plan = {
  name: 'quick',
  rounds: 7,
  signMs: 100,
  callMs: 170,
  commandMs: 170,
  warmUpMs: 1000,
  timedCommands: 300,
  starts: 3,
  settledStarts: 1,
};
