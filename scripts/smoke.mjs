// Starts what was built, as `airdesk start` does without any account, waits until it is ready, asks for the desk, and stops it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const data = await mkdtemp(join(tmpdir(), 'airdesk-smoke-'));
const child = spawn(process.execPath, ['bin/airdesk.cjs', 'start'], {
  env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', AIRDESK_DATA: data },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
const origin = new Promise((resolve) => {
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
    if (found) resolve(found[0]);
  });
});
const base = await Promise.race([
  origin,
  ended.then((code) => Promise.reject(new Error(`it ended with ${code} before it was ready`))),
]);
for (const path of ['/healthz', '/readyz', '/metrics', '/desk', '/desk/page/main.js']) {
  const answer = await fetch(base + path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}
child.kill('SIGTERM');
const code = await ended;
await rm(data, { recursive: true, force: true });
if (code !== 0) throw new Error(`it ended with ${code} on SIGTERM`);
console.log(`started, was ready, and stopped: ${base}`);
