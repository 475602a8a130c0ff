/** One thing that `airdesk` can be asked for. */
export interface Subcommand {
  /** Its word, or words. */
  readonly name: string;
  /** What may stand after the name. */
  readonly takes: string;
  /** What it does, in one line. */
  readonly about: string;
  /** Resolves with the exit code; undefined where the process goes on, or has set its own. */
  readonly run: (args: readonly string[]) => Promise<number | undefined>;
}
