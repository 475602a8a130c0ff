/** What a button, a choice of a select or a form stands for. Its id is all that comes back from a platform. */
export type Press =
  RunPress | ProposalPress | AlertPress | FormPress | FillPress | FilledPress | HidePress | KeptPress;

/** Runs a command line. */
export interface RunPress {
  readonly kind: 'run';
  readonly line: string;
  /** Stands for the account that its card is about, as account-tag.ts makes it. Absent until that is known. */
  readonly tag?: string;
  /** The account by name: on cards of versions that knew no tags, and where a refusal offers several accounts. */
  readonly account?: string;
}

/** Answers what waits for confirmation. */
export interface ProposalPress {
  readonly kind: 'confirm' | 'cancel';
  readonly proposal: string;
}

/** What a button on an alert's card does with the alert: `mute15` for 15 minutes, `muteup` until it has recovered. */
export const ALERT_VERBS = ['ack', 'mute15', 'muteup', 'unmute', 'take', 'assign', 'close'] as const;
/** One of ALERT_VERBS. */
export type AlertVerb = (typeof ALERT_VERBS)[number];

/** Changes an alert. */
export interface AlertPress {
  readonly kind: 'alert';
  readonly verb: AlertVerb;
  readonly alert: string;
  /** The person to assign it to, by the name of the entry under `people`. */
  readonly person?: string;
}

/** A form for the options of a command, as versions made it that kept nothing of it. */
export interface FormPress {
  readonly kind: 'form';
  readonly account: string;
  readonly command: string;
}

/** Opens a form for the options of a command, filled in. */
export interface FillPress {
  readonly kind: 'fill';
  /** Stands for the account, as account-tag.ts makes it. */
  readonly tag: string;
  /** What it is filled in with, as src/chat/form/drafts.ts keeps it. */
  readonly draft: string;
  readonly command: string;
}

/** A form for the options of a command, when it is sent. */
export interface FilledPress extends Omit<FillPress, 'kind'> {
  readonly kind: 'filled';
  /** Some of what was given is not in the form, and kept in its draft alone. */
  readonly isPart: boolean;
}

/** Takes an answer that only its asker sees out of their sight. */
export interface HidePress {
  readonly kind: 'hide';
}

/** Stands for a press that is too long for a platform, and is kept here: see kept-presses.ts. */
export interface KeptPress {
  readonly kind: 'kept';
  /** Digest of the id that is kept: 22 letters, digits, `-` and `_`. */
  readonly token: string;
  /** The first words of the line that it runs, for when it is not kept any more; can be empty. */
  readonly words: string;
}

/** The longest id that every platform takes, UTF-16 units. */
export const PRESS_ID = 100;
/** The longest id that is made, UTF-16 units: of what is longer than PRESS_ID, a platform is given a token. */
export const LONGEST_PRESS = 2_000;

/** The id of a press. What is on posted cards has to be readable for as long as they stand: forms are added, none is changed. */
export function encodePress(press: Press): string {
  switch (press.kind) {
    case 'run': {
      const { line, tag, account } = press;
      if (tag !== undefined) return `run@${tag}:${line}`;
      return account === undefined ? `run:${line}` : `run:${line} account:${account}`;
    }
    case 'confirm':
    case 'cancel':
      return `${press.kind}:${press.proposal}`;
    case 'alert': {
      const { verb, alert, person } = press;
      return `alert:${verb}:${alert}${person === undefined ? '' : `:${person}`}`;
    }
    case 'form':
      return `command:${press.account}:${press.command}`;
    case 'fill':
      return `fill@${press.tag}:${press.draft}:${press.command}`;
    case 'filled':
      return `filled@${press.tag}:${press.draft}${press.isPart ? '+' : ''}:${press.command}`;
    case 'hide':
      return 'hide:';
    case 'kept':
      return `kept:${press.token}:${press.words}`;
  }
}

/** The id of a press; undefined where it is longer than any that is made. */
export function fittingId(press: Press): string | undefined {
  const id = encodePress(press);
  return id.length > LONGEST_PRESS ? undefined : id;
}

/** Reads an id back, of this version or of an earlier one. Undefined where it is none of ours. */
export function decodePress(id: string): Press | undefined {
  const { kind, tag, rest = '' } = ID.exec(id)?.groups ?? {};
  switch (kind) {
    case 'run':
      return tag === undefined ? untagged(rest) : { kind, line: rest, tag };
    case 'confirm':
    case 'cancel':
      return { kind, proposal: rest };
    case 'alert':
      return alertPress(rest);
    case 'command': {
      const { account, command } = FORM.exec(rest)?.groups ?? {};
      return account && command ? { kind: 'form', account, command } : undefined;
    }
    case 'fill':
    case 'filled':
      return tag === undefined ? undefined : formPress(kind, tag, rest);
    case 'hide':
      return { kind };
    case 'kept': {
      const { token, words = '' } = KEPT.exec(rest)?.groups ?? {};
      return token === undefined ? undefined : { kind, token, words };
    }
    default:
      return undefined;
  }
}

/** The press of an id that runs a line; undefined for every other. */
export function runOf(id: string): RunPress | undefined {
  const press = decodePress(id);
  return press?.kind === 'run' ? press : undefined;
}

const ID =
  /^(?<kind>run|confirm|cancel|alert|command|fill|filled|hide|kept)(?:(?<=run|fill|filled)@(?<tag>[\w-]{4,43}))?:(?<rest>[^]*)$/;
const FORM = /^(?<account>[^:]+):(?<command>[^:]+)/;
const FILLED = /^(?<draft>[\w-]{8,32})(?<part>\+?):(?<command>[^:]+)$/;
const KEPT = /^(?<token>[\w-]{22}):(?<words>[^]*)$/;
const ALERT = /^(?<verb>[^:]*):(?<alert>[^:]+)(?::(?<person>[^]*))?$/;
/** A name of an account, where it was put behind a line: behind free text, too, which is quoted where it has a colon. */
const NAMED = /^(?<line>[^]*) account:(?<account>[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63})$/u;

function untagged(line: string): RunPress {
  const named = NAMED.exec(line)?.groups;
  return named?.['line'] === undefined
    ? { kind: 'run', line }
    : { kind: 'run', line: named['line'], account: named['account'] ?? '' };
}

function formPress(kind: 'fill' | 'filled', tag: string, rest: string): FillPress | FilledPress | undefined {
  const { draft, part, command } = FILLED.exec(rest)?.groups ?? {};
  if (draft === undefined || command === undefined) return undefined;
  const isPart = part === '+';
  if (kind === 'filled') return { kind, tag, draft, command, isPart };
  return isPart ? undefined : { kind, tag, draft, command };
}

function alertPress(rest: string): AlertPress | undefined {
  const { verb: given, alert, person } = ALERT.exec(rest)?.groups ?? {};
  const verb = ALERT_VERBS.find((each) => each === given);
  if (!verb || alert === undefined) return undefined;
  return { kind: 'alert', verb, alert, ...(person !== undefined && { person }) };
}
