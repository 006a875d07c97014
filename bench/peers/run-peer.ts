// One of the other generators as a process: started against a port, fed where it reads lines, and ended with all that it
// started.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { PeerTool } from './peer-tools.ts';

const LINES_PER_WRITE = 500;

/** Runs a tool for as long as the work takes. */
export async function whileRunning<Result>(
  command: string,
  tool: PeerTool,
  port: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const child = spawn(command, tool.args(`${port}`), { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const exit = once(child, 'exit');
  child.stdin.on('error', () => {});
  if (tool.line !== undefined) endless(tool.line).pipe(child.stdin);
  try {
    return await work();
  } finally {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await exit;
  }
}

/** The line again and again, for as long as it is read. */
function endless(line: string): Readable {
  const lines = `${line}\n`.repeat(LINES_PER_WRITE);
  return new Readable({
    read() {
      this.push(lines);
    },
  });
}
