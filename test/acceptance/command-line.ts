// The built command line as a process of its own: what it prints, and the code it exits with.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Root of the package. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** What a finished process said. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way. */
export interface Running {
  readonly finished: Promise<Finished>;
  /** Resolves when stderr has said this. */
  heard(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

/** Starts `stormproof` with these arguments in a directory. */
export function start(args: readonly string[], cwd = ROOT): Running {
  return startProcess(process.execPath, [MAIN, ...args], cwd);
}

/** Runs `stormproof` to its end. */
export function stormproof(args: readonly string[], cwd = ROOT): Promise<Finished> {
  return start(args, cwd).finished;
}

/** Starts any command in a directory. */
export function startProcess(command: string, args: readonly string[], cwd: string): Running {
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true' },
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Map<string, () => void>();
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
    for (const [wanted, resolve] of waiting) if (stderr.includes(wanted)) resolve();
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    finished,
    heard: (text) =>
      new Promise((resolve) => {
        waiting.set(text, resolve);
        if (stderr.includes(text)) resolve();
      }),
    signal: (name) => child.kill(name),
  };
}
