/** A figure and of when it is, ms UTC. */
export interface Figure {
  readonly value: number;
  readonly at: number;
}

/** A stream as the list of what is on air shows it. Names are hostile text. Times in ms UTC. */
export interface StreamOnAir {
  /** `domain/app/stream`. */
  readonly name: string;
  /** A short name where there is one, otherwise the stream's own; in full where another one here bears that. */
  readonly label: string;
  /** `off`: it has a short name and is not pushed. */
  readonly state: 'on' | 'off' | 'forbidden' | 'unknown';
  readonly since?: number;
  /** Pushes that wait behind the one that viewers see. */
  readonly backups: number;
  readonly kbps?: Figure;
  readonly fps?: Figure;
  readonly viewers?: Figure;
  /** Command lines for what one does with it; one of the others where that fits. */
  readonly lines: {
    readonly show: string;
    readonly switch?: string;
    readonly resume?: string;
    readonly health?: string;
  };
}

/** A layout or an input of a caster by its number, with the name that people gave it. Hostile text. */
export interface CasterSource {
  readonly kind: 'layout' | 'input';
  readonly index: number;
  readonly name?: string;
  /** On air, next, or neither; both where the preview shows what is on air. */
  readonly is: 'program' | 'preview' | 'idle';
  /** The command line that cuts to it. */
  readonly line: string;
  /** The one that makes it the next, at once; absent where it is that already. */
  readonly next?: string;
}

/** A caster as producers see it: what is on air, what is next. Absent: that side is off. */
export interface CasterOnAir {
  readonly id: string;
  readonly label: string;
  readonly program?: Pick<CasterSource, 'kind' | 'index' | 'name'>;
  readonly preview?: Pick<CasterSource, 'kind' | 'index' | 'name'>;
  readonly sources: readonly CasterSource[];
  readonly lines: {
    readonly show: string;
    /** Puts the preview on air; absent where there is none, or it is on air already. */
    readonly take?: string;
  };
}

/** What is on air on one account, as it was at `at`. */
export interface OnAir {
  readonly account: string;
  readonly at: number;
  /** On air first, by label; at most 100. */
  readonly streams: readonly StreamOnAir[];
  /** How many there are in all. */
  readonly total: number;
  readonly casters: readonly CasterOnAir[];
  /** The cloud does not tell at the moment: since when, and the code of the error. What is shown is older. */
  readonly trouble?: { readonly since: number; readonly code: string };
}
