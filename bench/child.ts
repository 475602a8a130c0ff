import { fork, type ChildProcess } from 'node:child_process';

/** How long an answer may take, ms. */
const ANSWER_MS = 60_000;

/** A process of its own that answers questions. It ends when this process ends. */
export interface Child<Ready> {
  readonly ready: Ready;
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** What a child says about the work it has done so far. */
export interface CpuTime {
  /** µs, user and system. */
  readonly cpu: number;
}

/** Starts a program that sends one message when it is ready. @throws Error when it ends or stays silent instead */
export async function startChild<Ready>(
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Child<Ready>> {
  const child = fork(file, [], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    execArgv: process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = (await nextMessage(child, file)) as Ready;
  return {
    ready,
    async ask<Answer>(question: object) {
      const answer = nextMessage(child, file);
      child.send(question);
      return (await answer) as Answer;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(killer);
    },
  };
}

function nextMessage(child: ChildProcess, file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      act();
    };
    const onMessage = (message: unknown): void => done(() => resolve(message));
    const onExit = (code: number | null): void =>
      done(() => reject(new Error(`${file} ended with ${code ?? 'a signal'}`)));
    const timer = setTimeout(() => done(() => reject(new Error(`${file} is silent`))), ANSWER_MS);
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}
