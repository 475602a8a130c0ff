import { drawn } from '../draw.ts';
import type { Scene } from '../scene.ts';
import { sceneCertificates, type Certificate } from './certificate.ts';
import { newDomain, mainDomain, type Domain } from './domain.ts';

/** What belongs to the account itself: its domains with their keys, and its certificates. */
export interface Account {
  /** In the order in which they were added. */
  domains: readonly Domain[];
  /** Those that were deleted, off since then: nothing may be pushed on them any more. Bounded. */
  readonly deleted: Map<string, Domain>;
  /** Main domains that were shown to be the account's. Bounded. */
  readonly verified: Set<string>;
  /** Certificates of the account by id. Bounded. */
  readonly certificates: Map<string, Certificate>;
  /** When the scene began, ms UTC. */
  readonly began: number;
}

/** Domains are older than the scene by so much. */
const AGE = 400 * 86_400_000;

/** Builds the account of a scene at `now` (ms UTC). */
export function createAccount(scene: Scene, seed: number, now: number): Account {
  const certificates = sceneCertificates(scene, seed, now);
  const domains = scene.domains.map((given) => {
    const key = drawn(seed, 'key', given.name);
    const domain = newDomain(given.name, given.type, now - AGE, { main: key.hex(16), play: key.hex(10) });
    const bound = scene.certificates?.find(({ domains: names }) => names?.includes(given.name));
    if (bound && given.type === 'play')
      domain.binding = { certificate: bound.id, isOn: true, updateTime: now - AGE / 10 };
    return domain;
  });
  return {
    domains,
    deleted: new Map(),
    verified: new Set(scene.domains.map(({ name }) => mainDomain(name))),
    certificates,
    began: now,
  };
}
