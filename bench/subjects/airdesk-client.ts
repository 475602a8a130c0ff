/** Airdesk's live client, in a process of its own: signs and calls as often as it can for a while. */
import { systemClock } from '../../src/clock.ts';
import { createLiveClient } from '../../src/live/client.ts';
import { stringifyExact } from '../../src/live/json.ts';
import { createSigner } from '../../src/live/signer.ts';
import { raiseLimit } from './raised-limits.ts';
import { runCalls, runSigning, type Question } from './work.ts';

const ACTION = 'DescribeLiveStreamState';
const KEYS = { secretId: 'AKIDbenchmark', secretKey: 'benchmark-secret-key' };
const PARAMS = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

raiseLimit(ACTION);
const endpoint = process.env['ENDPOINT'] ?? '';
const signer = createSigner();
const client = createLiveClient({
  endpoint,
  region: 'ap-guangzhou',
  credentials: async () => KEYS,
  clock: systemClock,
  random: Math.random,
});

process.on('message', (question: Question) => {
  if (question.kind === 'sign') {
    const sign = (): number => {
      const request = {
        credentials: KEYS,
        host: 'live.tencentcloudapi.com',
        service: 'live',
        action: ACTION,
        version: '2018-08-01',
        timestamp: Math.floor(Date.now() / 1000),
      };
      return signer.post(request, stringifyExact(PARAMS))['authorization']?.length ?? 0;
    };
    process.send?.(runSigning(sign, question.ms));
  } else {
    const call = async (): Promise<boolean> => (await client.call(ACTION, PARAMS)).StreamState === 'active';
    void runCalls(call, question).then((result) => process.send?.(result));
  }
});
process.on('disconnect', () => process.exit());
process.send?.({});
