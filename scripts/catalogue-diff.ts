/**
 * `npm run catalogue:diff -- <folder of tencentcloud-sdk-nodejs>`: what that version of the vendor's client has added,
 * changed and removed since the catalogue was written. Without a folder: the client that test/peers has installed.
 */
import { actions, structures } from '../src/live/catalogue/catalogue.ts';
import { compare, differenceLines } from './catalogue/compare.ts';
import { clientAt } from './catalogue/client-at.ts';

const client = clientAt(process.argv[2], 'npm run catalogue:diff -- node_modules/tencentcloud-sdk-nodejs');
if (client) {
  console.log(`Client ${client.version}:`);
  for (const line of differenceLines(compare({ actions, structures }, client))) console.log(line);
}
