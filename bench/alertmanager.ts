import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { PEERS } from './paths.ts';
import { freePort } from './free-port.ts';

const PACKAGE = 'prometheus-alertmanager';
const UNPACKED = join(PEERS, 'alertmanager');
const BINARY = join(UNPACKED, 'usr', 'bin', PACKAGE);
/** The same program, which reads its templates below the folder that it runs in. */
const MOVED = `${BINARY}-moved`;
const TEMPLATES = '/usr/share/prometheus/alertmanager';
const START_MS = 10_000;

/** Alertmanager, running. */
export interface Alertmanager {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Debian's package, unpacked beside the other peers, so that it needs no rights and starts no service. Undefined where it cannot be had. */
export function installAlertmanager(): { readonly binary: string; readonly version: string } | undefined {
  if (!existsSync(BINARY)) {
    process.stderr.write(`fetching ${PACKAGE} …\n`);
    mkdirSync(UNPACKED, { recursive: true });
    const fetched = spawnSync('apt-get', ['download', PACKAGE], {
      cwd: UNPACKED,
      stdio: 'ignore',
      timeout: 120_000,
    });
    const file = readdirSync(UNPACKED).find((name) => name.endsWith('.deb'));
    if (fetched.status !== 0 || file === undefined) return undefined;
    spawnSync('dpkg-deb', ['-x', join(UNPACKED, file), UNPACKED], { stdio: 'ignore', timeout: 60_000 });
    rmSync(join(UNPACKED, file));
  }
  if (!existsSync(BINARY)) return undefined;
  if (!existsSync(MOVED)) moveTemplates();
  const text = execFileSync(MOVED, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { binary: MOVED, version: /version ([^\s,]+)/.exec(text)?.[1] ?? '?' };
}

/** Debian's program has the place of its templates built in, where nothing is that is only unpacked: as long, it becomes relative. */
function moveTemplates(): void {
  const [from, to] = [Buffer.from(TEMPLATES), Buffer.from(`${TEMPLATES.slice(1)}/`)];
  const program = readFileSync(BINARY);
  for (let at = program.indexOf(from); at >= 0; at = program.indexOf(from, at + to.length))
    to.copy(program, at);
  writeFileSync(MOVED, program, { mode: 0o755 });
}

/** Starts it with its data in `folder` and one receiver. New groups are told at once, as Airdesk tells new conditions. */
export async function startAlertmanager(
  binary: string,
  folder: string,
  webhook: string,
): Promise<Alertmanager> {
  const file = join(folder, 'alertmanager.yml');
  await writeFile(
    file,
    `route: { receiver: desk, group_by: [domain], group_wait: 0s, group_interval: 5s, repeat_interval: 12h }
receivers: [ { name: desk, webhook_configs: [ { url: '${webhook}', send_resolved: true } ] } ]
`,
  );
  const port = await freePort();
  const child = spawn(
    binary,
    [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: 'ignore', cwd: UNPACKED },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const start = performance.now();
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() - start > START_MS)
      throw new Error('Alertmanager did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/-/ready', timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
    request.on('timeout', () => request.destroy());
  });
}
