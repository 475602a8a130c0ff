/** The vendor's own Node client, where it is installed, each action with the region that it needs. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { actions, type ActionName } from '../../../src/live/catalogue/catalogue.ts';

const PACKAGE = 'tencentcloud-sdk-nodejs';
const MODELS = `node_modules/${PACKAGE}/tencentcloud/services/live/v20180801/live_models.d.ts`;
const require = createRequire(new URL('../package.json', import.meta.url));

/** Where the client's typed models are. */
export const modelsFile = new URL(`../${MODELS}`, import.meta.url);
/** Whether the client is installed: `npm ci --prefix test/peers`. */
export const installed = existsSync(modelsFile);

export type Output = Record<string, unknown>;
type Method = (params: object) => Promise<Output>;
interface Client {
  request(action: string, params: object): Promise<Output>;
}

/** Returns what calls an action by the client's method of that name, or by its name where this version has none. */
export function vendorCaller(
  origin: string,
  credential: { secretId: string; secretKey: string },
): (action: ActionName, params: object) => Promise<Output> {
  const { live } = require(`${PACKAGE}/tencentcloud/services/live`) as {
    live: { v20180801: { Client: new (config: object) => Client } };
  };
  const httpProfile = { endpoint: new URL(origin).host, protocol: 'http://', reqTimeout: 10 };
  return async (action, params) => {
    const regions = actions[action]?.regions;
    const region = regions && (regions[0] ?? 'ap-guangzhou');
    const client = new live.v20180801.Client({ credential, region, profile: { httpProfile } });
    const method = (client as unknown as Record<string, Method>)[action];
    return method ? method.call(client, params) : client.request(action, params);
  };
}
