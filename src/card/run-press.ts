/** A button, or a choice of a select, that runs a command line. */
export interface RunPress {
  readonly line: string;
  /** Stands for the account that its card is about, as account-tag.ts makes it. Absent until that is known. */
  readonly tag?: string;
  /** The account by name: on cards of versions that knew no tags, and where a refusal offers several accounts. */
  readonly account?: string;
}

/** The longest id of a button on any platform, UTF-16 units. */
export const BUTTON_ID = 100;

/** The id of the button: `run:LINE`, `run@TAG:LINE`, `run:LINE account:NAME`. */
export function encodeRun({ line, tag, account }: RunPress): string {
  if (tag !== undefined) return `run@${tag}:${line}`;
  return account === undefined ? `run:${line}` : `run:${line} account:${account}`;
}

const RUN = /^run(?:@(?<tag>[\w-]{4,43}))?:(?<line>[^]*)$/;
/** A name of an account, where it was put behind a line: behind free text, too, which is quoted where it has a colon. */
const NAMED = /^(?<line>[^]*) account:(?<account>[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63})$/u;

/** Reads the id of such a button back. Undefined for any other. */
export function decodeRun(id: string): RunPress | undefined {
  const { tag, line } = RUN.exec(id)?.groups ?? {};
  if (line === undefined) return undefined;
  if (tag !== undefined) return { line, tag };
  const named = NAMED.exec(line)?.groups;
  return named?.['line'] === undefined ? { line } : { line: named['line'], account: named['account'] ?? '' };
}
