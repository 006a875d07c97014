// A benchmark's other process: a module of ours that is sent one order and sends answers back. Bounded in time; ended with
// the benchmark whatever happens.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { say } from './go.ts';
import { isInstalled } from './installed.ts';

const DEADLINE_MS = 180_000;

/** A process at work. */
export interface Child<Answer> {
  /** Its next answer; rejects when it ends without one. */
  answer(): Promise<Answer>;
  end(): Promise<void>;
}

/**
 * Where a process runs: on the core of this number, or on any. On one core what it costs can be compared: two threads that
 * talk cost a quarter more CPU on two cores than on one, and where there is room on one the system leaves them there or not,
 * from run to run.
 */
export type Cores = number | 'any';

/** Starts a module with its order. One in TypeScript is translated as it loads, one in JavaScript runs as it stands. */
export function startChild<Answer>(module: URL, order: object, cores: Cores = 'any'): Child<Answer> {
  const translated = module.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
  const child = fork(fileURLToPath(module), {
    ...nodeOn(cores, translated),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(order);
  return { answer: () => nextAnswer<Answer>(child, module), end: () => ended(child) };
}

/** Starts a module, waits for its one answer and ends it. */
export async function askChild<Answer>(module: URL, order: object, cores: Cores = 'any'): Promise<Answer> {
  const child = startChild<Answer>(module, order, cores);
  try {
    return await child.answer();
  } finally {
    await child.end();
  }
}

/** How Node is started there. */
function nodeOn(cores: Cores, execArgv: readonly string[]): { execPath: string; execArgv: string[] } {
  const anywhere = { execPath: process.execPath, execArgv: [...execArgv] };
  if (cores === 'any') return anywhere;
  if (isInstalled('taskset'))
    return { execPath: 'taskset', execArgv: ['--cpu-list', String(cores), process.execPath, ...execArgv] };
  say('taskset is not installed: the process runs on any core, and its CPU varies by a quarter for that');
  return anywhere;
}

function nextAnswer<Answer>(child: ChildProcess, { pathname }: URL): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const name = pathname.split('/').at(-1);
    const late = setTimeout(
      () => settle(() => reject(new Error(`${name} did not answer in time`))),
      DEADLINE_MS,
    );
    const onExit = (code: number | null): void =>
      settle(() => reject(new Error(`${name} ended with ${code}`)));
    const onMessage = (answer: unknown): void => settle(() => resolve(answer as Answer));
    const settle = (how: () => void): void => {
      clearTimeout(late);
      child.off('exit', onExit).off('message', onMessage);
      how();
    };
    child.once('exit', onExit).once('message', onMessage);
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
