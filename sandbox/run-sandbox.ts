import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { LOOPBACK_HOST } from '../src/http/loopback.ts';
import { demoScene } from './demo-scene.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from './keys.ts';
import { createSandbox } from './sandbox.ts';
import { emptyScene } from './scene.ts';

const USAGE =
  'usage: airdesk sandbox [--port 9000] [--host 127.0.0.1] [--seed 1] [--scene empty|demo] [--effect-delay MS]\n' +
  '  [--name HOST]... [--callback-host HOST]...';

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '9000' },
      host: { type: 'string', default: '127.0.0.1' },
      seed: { type: 'string', default: '1' },
      scene: { type: 'string', default: 'empty' },
      'effect-delay': { type: 'string', default: '0' },
      name: { type: 'string', multiple: true, default: [] as string[] },
      'callback-host': { type: 'string', multiple: true, default: [] as string[] },
    },
  });
  const port = Number(values.port);
  const seed = Number(values.seed);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port} is no port`);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is no whole number`);
  const effectDelayMs = Number(values['effect-delay']);
  if (!Number.isInteger(effectDelayMs) || effectDelayMs < 0 || effectDelayMs > 60_000)
    throw new Error(`--effect-delay ${values['effect-delay']} is not from 0 to 60000 ms`);
  if (values.scene !== 'demo' && values.scene !== 'empty')
    throw new Error(`--scene ${values.scene} is neither demo nor empty`);
  const scene = values.scene === 'demo' ? demoScene : emptyScene;
  const { host, name: names, 'callback-host': callbackHosts } = values;
  return { port, seed, effectDelayMs, scene, host, names, callbackHosts };
}

/** `airdesk sandbox --port 9000`: the stand-in cloud as a process of its own. Resolves when it listens, or with the exit code where it cannot. */
export async function runSandbox(args: readonly string[]): Promise<number | undefined> {
  try {
    const { port, host, names, seed, ...behaviour } = readOptions(args);
    // Set but empty counts as not set.
    const secretId = process.env['SANDBOX_SECRET_ID'] || DEFAULT_SECRET_ID;
    const secretKey = process.env['SANDBOX_SECRET_KEY'] || DEFAULT_SECRET_KEY;
    const sandbox = createSandbox({ clock: systemClock, seed, secretId, secretKey, ...behaviour });
    const { origin } = await sandbox.listen({ port, host, names });
    const shownKey = secretKey === DEFAULT_SECRET_KEY ? secretKey : '(from SANDBOX_SECRET_KEY)';
    console.log(
      `sandbox of the live cloud at ${origin}, secret id ${secretId}, secret key ${shownKey}, ` +
        `control ${origin}/_sandbox/{calls,state} (GET) {push,cut,storm,pull,event,fault,callback-url,reset} (POST)`,
    );
    if (!LOOPBACK_HOST.test(host)) console.error('sandbox: anybody who reaches this address can steer it');
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
    return undefined;
  } catch (error) {
    console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 1;
  }
}
