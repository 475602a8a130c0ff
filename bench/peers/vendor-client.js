/** The vendor's client, in a process of its own: signs and calls as often as it can for a while. */
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { runCalls, runSigning } from '../dist/bench/work.js';

const require = createRequire(import.meta.url);
const { live } = require('tencentcloud-sdk-nodejs/tencentcloud/services/live');
const { default: Sign } = require('tencentcloud-sdk-nodejs/tencentcloud/common/sign');

const KEYS = { secretId: 'AKIDbenchmark', secretKey: 'benchmark-secret-key' };
const PARAMS = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

const client = new live.v20180801.Client({
  credential: KEYS,
  region: '',
  profile: {
    httpProfile: {
      protocol: 'http://',
      endpoint: new URL(process.env.ENDPOINT).host,
      // Its best: connections are kept alive, as ours are.
      agent: new Agent({ keepAlive: true, maxSockets: 32 }),
    },
  },
});

// The arguments that its own client hands on.
const sign = () =>
  Sign.sign3({
    method: 'POST',
    url: 'https://live.tencentcloudapi.com/',
    payload: PARAMS,
    timestamp: Math.floor(Date.now() / 1000),
    service: 'live',
    secretId: KEYS.secretId,
    secretKey: KEYS.secretKey,
    headers: { 'Content-Type': 'application/json' },
  }).length;

const call = async () => (await client.DescribeLiveStreamState(PARAMS)).StreamState === 'active';

process.on('message', (question) => {
  if (question.kind === 'sign') process.send(runSigning(sign, question.ms));
  else void runCalls(call, question).then((result) => process.send(result));
});
process.on('disconnect', () => process.exit());
process.send({});
