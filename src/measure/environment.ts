// Where a run takes place: facts a reader of the record needs to weigh its figures. Read once per run; nothing
// here is ever compared with a bound.

import { arch, cpus, release, totalmem, type } from 'node:os';

/** Where the run took place. */
export interface Environment {
  readonly node: string;
  readonly os: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
}

/** The environment of this process. */
export function environment(): Environment {
  const processors = cpus();
  return {
    node: process.version,
    os: `${type()} ${release()} ${arch()}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
  };
}

/** The most memory this process has held at once, in bytes. */
export function peakRssBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
