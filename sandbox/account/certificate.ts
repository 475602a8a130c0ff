import type { Scene } from '../scene.ts';
import { drawn } from '../draw.ts';

/** A certificate of the account. Times in ms UTC. */
export interface Certificate {
  /** Its id at SSL Certificates. */
  readonly id: string;
  /** Its number at the live service. */
  readonly number: number;
  readonly alias: string;
  readonly names: readonly string[];
  readonly createTime: number;
  readonly expireTime: number;
  /** The public part, as it was uploaded. */
  readonly text: string;
  /** 0 the customer's own, 1 kept by the cloud. */
  readonly type: 0 | 1;
}

const DAY = 86_400_000;
/** Certificates are good for so many days; those of a scene began so long before they end. */
const TERM = 365;

/** Used where a scene has none: one for the example domains, and one that has expired. */
const USUAL: NonNullable<Scene['certificates']> = [
  { id: 'liveCert', names: ['*.example.com'], days: 90 },
  { id: 'pastCert', names: ['*.example.com'], days: -1 },
];

/** The certificates that the account of a scene has at `now`. */
export function sceneCertificates(scene: Scene, seed: number, now: number): Map<string, Certificate> {
  const given = scene.certificates ?? USUAL;
  return new Map(
    given.map((one) => {
      const expireTime = now + one.days * DAY;
      const text = `-----BEGIN CERTIFICATE-----\n${drawn(seed, 'cert', one.id).hex(32)}\n-----END CERTIFICATE-----`;
      const certificate: Certificate = {
        ...{ id: one.id, number: certificateNumber(seed, one.id), alias: one.alias ?? one.id },
        ...{ names: one.names, createTime: expireTime - TERM * DAY, expireTime, text, type: 1 },
      };
      return [one.id, certificate];
    }),
  );
}

/** The number at the live service that belongs to an id. */
export function certificateNumber(seed: number, id: string): number {
  return 100_000 + (drawn(seed, 'certificate', id).word() % 900_000);
}

/** Whether a certificate is made out for a domain: by name, or by a star for one label. */
export function fits({ names }: Certificate, domain: string): boolean {
  return names.some((name) => name === domain || name === domain.replace(/^[^.]+/, '*'));
}
