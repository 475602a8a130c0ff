import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compare } from '../../scripts/catalogue/compare.ts';
import { readClient } from '../../scripts/catalogue/read-client.ts';
import { actions, structures } from '../../src/live/catalogue/catalogue.ts';
import { isVendorInstalled } from './vendor.ts';

const FOLDER = fileURLToPath(new URL('node_modules/tencentcloud-sdk-nodejs', import.meta.url));

describe.skipIf(!isVendorInstalled)("the vendor's typed models", () => {
  it('have no action, structure or field that `api` would not take', () => {
    const { addedActions, addedStructures, fields } = compare({ actions, structures }, readClient(FOLDER));
    expect({ addedActions, addedStructures, fields }).toEqual({
      addedActions: [],
      addedStructures: [],
      fields: [],
    });
  });
});
