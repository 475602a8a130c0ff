import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PEERS } from './paths.ts';

/** Installs bench/peers, as its lock file has it, where it is missing. @throws Error */
export function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules', 'chat', 'package.json'))) return;
  process.stderr.write('installing the peers …\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', PEERS, '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });
  if (status !== 0) throw new Error('the peers could not be installed: npm ci --prefix bench/peers');
}
