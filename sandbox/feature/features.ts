import type { Bindings, FeatureName } from './feature.ts';

const FIRST_TEMPLATE_ID = 1_370_001;

/** Templates and rules of the account. */
export type Features = Readonly<Record<FeatureName, Bindings>> & { nextTemplateId: number };

/** An account without templates. */
export function createFeatures(): Features {
  const none = (): Bindings => ({ templates: new Map(), rules: [] });
  return {
    transcode: none(),
    record: none(),
    snapshot: none(),
    watermark: none(),
    callback: none(),
    timeshift: none(),
    pad: none(),
    nextTemplateId: FIRST_TEMPLATE_ID,
  };
}
