import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { AirdeskError } from '../../src/errors.ts';
import type { Found } from '../../src/start/reload/look-at-config.ts';
import { runProcess, type HostProcess, type Running } from '../../src/start/run-process.ts';

/** A process that writes down what is done to it. */
function host() {
  const signals = new EventEmitter();
  const done: string[] = [];
  const process: HostProcess = {
    on: (signal, listener) => signals.on(signal, listener),
    exit: (code) => done.push(`exit ${code}`),
    stdout: { write: (text) => done.push(text.trim().split('\n')[0] ?? '') },
    stderr: {
      write: (text, written) => {
        done.push(text.trim());
        written();
      },
    },
  };
  /** Whether anybody hears it; Node dies of a signal that nobody hears. */
  const signal = (name: string): boolean => signals.emit(name);
  return { process, done, signal };
}

function airdesk(done: string[]): Running {
  return {
    demo: false,
    origin: 'http://localhost:3000',
    lookAtSecrets: () => done.push('looks at the secrets'),
    lookAtConfig: () => 'same',
    close: () => {
      done.push('closes');
      return Promise.resolve();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('signals', () => {
  it('closes in order at SIGTERM, and ends at once at a second', async () => {
    const { process, done, signal } = host();
    await runProcess(() => Promise.resolve(airdesk(done)), process);
    expect(signal('SIGTERM')).toBe(true);
    await settled();
    expect(done).toEqual(['closes', 'exit 0']);
    signal('SIGINT');
    expect(done.at(-1)).toBe('exit 1');
  });

  it.each(['SIGTERM', 'SIGINT'])('closes after the start what %s asked during it', async (name) => {
    const { process, done, signal } = host();
    let begun: (airdesk: Running) => void = () => undefined;
    const running = runProcess(() => new Promise((resolve) => (begun = resolve)), process);
    expect(signal(name), 'a signal that nobody hears ends the process as kill -9 does').toBe(true);
    await settled();
    expect(done).toEqual([]);
    begun({ ...airdesk(done), demo: true });
    await running;
    await settled();
    expect(done).toEqual(['closes', 'exit 0']);
  });

  it('ends at once at a second signal during the start', async () => {
    const { process, done, signal } = host();
    void runProcess(() => new Promise(() => undefined), process);
    signal('SIGTERM');
    signal('SIGTERM');
    await settled();
    expect(done).toEqual(['exit 1']);
  });

  it('looks at its secrets at SIGHUP, also one that came during the start', async () => {
    const { process, done, signal } = host();
    let begun: (airdesk: Running) => void = () => undefined;
    const running = runProcess(() => new Promise((resolve) => (begun = resolve)), process);
    expect(signal('SIGHUP')).toBe(true);
    begun(airdesk(done));
    await running;
    expect(done).toEqual(['looks at the secrets']);
    signal('SIGHUP');
    expect(done).toEqual(['looks at the secrets', 'looks at the secrets']);
  });

  it('starts anew at SIGHUP with another configuration, and only with one that is good', async () => {
    const { process, done, signal } = host();
    let found: Found = 'refused';
    let starts = 0;
    const one = (): Running => ({ ...airdesk(done), lookAtConfig: () => found });
    await runProcess(() => {
      starts += 1;
      done.push(`starts ${starts}`);
      return Promise.resolve(one());
    }, process);
    signal('SIGHUP');
    await settled();
    expect(done).toEqual(['starts 1', 'looks at the secrets']);
    found = 'changed';
    signal('SIGHUP');
    // One that comes meanwhile is obeyed afterwards.
    signal('SIGHUP');
    found = 'same';
    await settled();
    expect(done.slice(2)).toEqual(['looks at the secrets', 'closes', 'starts 2', 'looks at the secrets']);
    signal('SIGTERM');
    await settled();
    expect(done.slice(-2)).toEqual(['closes', 'exit 0']);
  });

  it('says in one line what keeps it from starting, and what to do', async () => {
    const { process, done } = host();
    const error = new AirdeskError('The folder cannot be written', {
      code: 'start.folder',
      hint: { en: 'Give it to the user.', zh: '请授予该用户写入权限。' },
    });
    await runProcess(() => Promise.reject(error), process);
    expect(done).toEqual(['The folder cannot be written. Give it to the user.', 'exit 1']);
  });
});
