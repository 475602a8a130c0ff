/** Words of people, and those of commands that they mean. */
export interface OtherWords {
  readonly nouns: Readonly<Record<string, string>>;
  /** A verb may mean two words: `rule add`. */
  readonly verbs: Readonly<Record<string, string>>;
  /** Several words at once, and the command line that they begin. */
  readonly lines: Readonly<Record<string, string>>;
}
