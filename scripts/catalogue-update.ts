/**
 * `npm run catalogue:update -- <folder of tencentcloud-sdk-nodejs> [Action …]`: takes what that client has besides into the
 * catalogue; with names, only these actions and what they need. Then: npm run generate, a risk for each in
 * action-risks.ts, and how the stand-in cloud answers it.
 */
import { writeFileSync } from 'node:fs';
import { actions, structures } from '../src/live/catalogue/catalogue.ts';
import { compare, differenceLines } from './catalogue/compare.ts';
import { clientAt } from './catalogue/client-at.ts';
import { asFile, takeIn } from './catalogue/take-in.ts';

const [path, ...names] = process.argv.slice(2);
const client = clientAt(path, 'npm run catalogue:update -- node_modules/tencentcloud-sdk-nodejs');
if (client) {
  const taken = takeIn({ actions, structures }, client, names);
  const file = (name: string) => new URL(`../src/live/catalogue/${name}.json`, import.meta.url);
  writeFileSync(file('actions'), asFile(taken.actions));
  writeFileSync(file('structures'), asFile(taken.structures));
  console.log('Left as it is:');
  for (const line of differenceLines(compare(taken, client))) console.log(line);
}
