/** Somebody who has signed in on the desk. Holds no token: only its hash is kept. */
export interface Session {
  /** SHA-256 of the token, base64url. */
  readonly id: string;
  /** Who, as the desk calls them. */
  readonly userId: string;
  readonly name: string;
  /** By a password of ours, or by the company's provider. */
  readonly by: 'password' | 'company';
  /** Groups that the provider said, of those that give roles here. */
  readonly groups?: readonly string[];
  /** Of a sign-in by password: a digest of what the password file had. Once that is another one, the session is over. */
  readonly proof?: string;
  /** ms UTC. */
  readonly begunAt: number;
  readonly seenAt: number;
}

/** How long sessions last, ms. */
export interface SessionLimits {
  /** From its begin. */
  readonly longestMs: number;
  /** Without any request. */
  readonly idleMs: number;
}

/** The sessions of the desk. What is begun or ended is on disk before it is answered. */
export interface Sessions {
  readonly longestMs: number;
  begin(session: Session): Promise<void>;
  /** The session, if it is not over; a request was made with it. */
  use(id: string): Session | undefined;
  /** Whether it is not over. */
  isLive(id: string): boolean;
  /** Those that are not over, newest first. */
  all(): readonly Session[];
  /** Ends it for good. False where there is none. @throws where the disk refuses: it is over until the next start */
  end(id: string): Promise<boolean>;
  /** Told of each that was ended. */
  onEnd(hear: (id: string) => void): void;
}
