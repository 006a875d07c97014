// Whether a command is on the PATH of this machine. Starts nothing of it.

import { spawnSync } from 'node:child_process';

export function isInstalled(command: string): boolean {
  return spawnSync('which', [command]).status === 0;
}
