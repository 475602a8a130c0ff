import { afterEach, beforeEach, describe } from 'vitest';
import { acknowledging } from './sections/acknowledging.ts';
import { announcing } from './sections/announcing.ts';
import { asking } from './sections/asking.ts';
import { delivering } from './sections/delivering.ts';
import { living } from './sections/living.ts';
import { refusing } from './sections/refusing.ts';
import { keepingSecrets } from './sections/keeping-secrets.ts';
import { showing } from './sections/showing.ts';
import type { Harness, Traits } from './harness.ts';
import { createStage } from './stage.ts';

/**
 * What every adapter keeps to, over its real protocol with real signatures. A new platform needs a Harness and nothing
 * else; what it has no use for is said in its traits, and shows as skipped.
 */
export function describeAdapter(name: string, createHarness: () => Promise<Harness>, traits: Traits): void {
  describe(name, () => {
    const stage = createStage(createHarness);
    beforeEach(() => stage.open());
    afterEach(() => stage.close());

    describe('acknowledges', () => acknowledging(stage, traits));
    describe('hands on what people ask', () => asking(stage, traits));
    describe('refuses', () => refusing(stage));
    describe('shows', () => showing(stage, traits));
    describe('delivers', () => delivering(stage, traits));
    describe('announces', () => announcing(stage, traits));
    describe('starts and stops', () => living(stage, traits));
    describe('keeps secrets', () => keepingSecrets(stage, traits));
  });
}
