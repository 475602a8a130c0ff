/** The vendor's own Node client calls every action, and what it gets fits its typed models. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { systemClock } from '../../src/clock.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import { holdAgainstCatalogue } from '../sandbox/hold-against-catalogue.ts';
import { misfits, readModels, type Models } from './every-action/models.ts';
import type { Left } from './every-action/step.ts';
import { installed, modelsFile, vendorCaller } from './every-action/vendor-client.ts';
import { NOT_WALKED_YET, walks } from './every-action/walks.ts';

const KEYS = { secretId: 'AKIDvendor', secretKey: 'vendor-test-key' };

it('every action of the catalogue is walked, or its group is said to be missing', () => {
  const walked = new Set<string>(Object.values(walks).flatMap((steps) => steps.map(({ action }) => action)));
  const missing = Object.keys(actions).filter((action) => !walked.has(action));
  const groups = new Set(missing.map((action) => actions[action]?.group));
  console.log(`${walked.size} of ${Object.keys(actions).length} actions are walked.`);
  expect([...groups].sort()).toEqual([...NOT_WALKED_YET].sort());
  expect([...walked].filter((action) => NOT_WALKED_YET.includes(actions[action]?.group ?? ''))).toEqual([]);
});

describe.skipIf(!installed)('the vendor’s client walks', () => {
  const ids: Left['ids'] = {};
  let sandbox: Sandbox;
  let models: Models;
  let call: ReturnType<typeof vendorCaller>;

  beforeAll(async () => {
    sandbox = createSandbox({ clock: systemClock, seed: 3, ...KEYS, scene: demoScene });
    const { origin } = await sandbox.listen({ port: 0 });
    models = readModels(modelsFile);
    call = vendorCaller(origin, KEYS);
  });
  afterAll(() => sandbox.close());

  /** This version of the client has no model of some actions, and calls one without parameters a `null`. */
  function fit(model: string, value: object, needed: boolean): string[] {
    return models.has(model) ? misfits(models, model, value, needed) : [];
  }

  describe.each(Object.entries(walks))('%s', (_group, steps) => {
    it.each(steps.map((step, index) => [`${index + 1} ${step.action}`, step] as const))(
      '%s',
      async (_name, { action, params = {}, answer = {}, filled, code, keep }) => {
        const left: Left = { now: systemClock.now(), ids };
        const given = typeof params === 'function' ? (params as (of: Left) => object)(left) : params;
        // What was withdrawn is asked without the parameters that nobody documents any more.
        expect(fit(`${action}Request`, given, code !== 'ActionOffline')).toEqual([]);
        if (code !== undefined) {
          await expect(call(action, given)).rejects.toMatchObject({ code });
          return;
        }
        const output = await call(action, given);
        expect(output).toMatchObject(answer);
        if (filled !== undefined) expect(output[filled]).not.toEqual([]);
        expect(fit(`${action}Response`, output, false)).toEqual([]);
        const { RequestId, ...documented } = output;
        expect(RequestId).toMatch(/^[0-9a-f-]{36}$/);
        holdAgainstCatalogue(action, documented);
        keep?.(output, left);
      },
    );
  });
});
