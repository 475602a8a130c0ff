import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { actions } from '../../src/live/catalogue/catalogue.ts';

type Output = Record<string, unknown>;
interface VendorClient {
  request(action: string, params: object): Promise<Output>;
}
type Method = (params: object) => Promise<Output>;

const PACKAGE = 'tencentcloud-sdk-nodejs';

/** Whether the vendor's client is there: only CI installs it. */
export const isVendorInstalled = existsSync(
  new URL(`./node_modules/${PACKAGE}/package.json`, import.meta.url),
);

/**
 * Calls actions by the methods of the vendor's own client; by its general one where this version has no method any more.
 * Every action gets a region that it takes, where it requires one.
 */
export function createVendor(origin: string, credential: { secretId: string; secretKey: string }) {
  const { live } = createRequire(import.meta.url)(`${PACKAGE}/tencentcloud/services/live`) as {
    live: { v20180801: { Client: new (config: object) => VendorClient } };
  };
  const clientOf = (region?: string) =>
    new live.v20180801.Client({
      credential,
      region,
      profile: { httpProfile: { endpoint: new URL(origin).host, protocol: 'http://', reqTimeout: 5 } },
    });
  return async (action: string, params: object = {}): Promise<Output> => {
    const regions = actions[action]?.regions;
    const client = clientOf(regions && (regions[0] ?? 'ap-guangzhou'));
    const method = (client as unknown as Record<string, Method>)[action];
    return method ? method.call(client, params) : client.request(action, params);
  };
}
