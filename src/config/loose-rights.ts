/** A file or a folder in which other users of this machine have no business. */
export interface Guarded {
  /** The setting that names it, as people know it. */
  readonly setting: string;
  readonly path: string;
  /** `config`: may be read by anybody, since it holds no secret; whoever may write it gives out roles. */
  readonly kind: 'folder' | 'secret' | 'config';
}

/** One that others may read or write. */
export interface Loose extends Guarded {
  /** What others may do, for the operator. */
  readonly can: 'read it' | 'change it';
  /** What mends it. Without a path, to be shown to whoever asks. */
  readonly remedy: string;
}

/** Of group and others. */
const WRITE = 0o022;
const READ = 0o044;
/** A folder that may be passed through shows what is in it to whoever knows the names. */
const PASS = 0o011;

/**
 * Those that others may read or change, in the same order. `modeOf`: the mode of a path; undefined where there are no such
 * rights, as on Windows, or nothing is there.
 */
export function looseRights(
  guarded: readonly Guarded[],
  modeOf: (path: string) => number | undefined,
): Loose[] {
  return guarded.flatMap((one) => {
    const mode = modeOf(one.path) ?? 0;
    const isRead = one.kind !== 'config' && (mode & (one.kind === 'folder' ? READ | PASS : READ)) !== 0;
    const isWritten = (mode & WRITE) !== 0;
    if (!isRead && !isWritten) return [];
    return [{ ...one, can: isWritten ? 'change it' : 'read it', remedy: REMEDIES[one.kind] }];
  });
}

const REMEDIES = {
  folder: 'chmod 700',
  secret: 'chmod 600',
  config: 'chmod go-w',
} as const satisfies Record<Guarded['kind'], string>;
