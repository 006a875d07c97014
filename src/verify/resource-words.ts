// How a finding names what ran out: what it was, how far, when and for how long, and what helps. Words only; nothing is
// decided here.

import { formatMoment } from '../domain/duration.ts';
import type { ResourceKind, ResourceUse, Stretch } from '../domain/resource-use.ts';

/** A share as a whole percentage. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What ran out, over the longest stretch: `the broker thread was busy 93% of the 4.0s from 0:12:30 (bound: 70%)`. */
export function whatRanOut(use: ResourceUse, timeScale: number): string {
  const { fromUs, toUs, level } = longest(use.strained);
  const seconds = ((toUs - fromUs) / timeScale / 1e6).toFixed(1);
  const from = formatMoment(Math.max(0, Math.round(fromUs / 1e6)) * 1e6).replace(/\.\d+$/, '');
  const amount = use.resource === 'backlog' ? kibibytes : percent;
  const said = SAID[use.resource](amount(level), use.thread ?? 'unknown');
  return `${said} of the ${seconds}s from ${from} (bound: ${amount(use.bound)})`;
}

/** What to do about it. */
export function wayOut({ resource, side }: ResourceUse): string {
  return resource === 'thread' ? OUT_OF_THREAD[side ?? 'broker'] : WAY_OUT[resource];
}

function longest(stretches: readonly Stretch[]): Stretch {
  return stretches.reduce((one, other) => (other.toUs - other.fromUs > one.toUs - one.fromUs ? other : one));
}

const kibibytes = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`;

/** What ran out beside something else, in a few words: `all processors of the machine 99%`. */
export function alsoRanOut({ resource, thread, strained }: ResourceUse): string {
  const { level } = longest(strained);
  const amount = resource === 'backlog' ? kibibytes(level) : percent(level);
  return `${BRIEFLY[resource]}${thread === null ? '' : ` of ${thread}`} ${amount}`;
}

const BRIEFLY: Readonly<Record<ResourceKind, string>> = {
  thread: 'the thread',
  'processor-wait': 'the wait for a processor',
  gc: 'the collection of garbage',
  backlog: 'the backlog',
  processors: 'all processors',
  files: 'open files',
  ports: 'ports',
};

const SAID: Readonly<Record<ResourceKind, (amount: string, thread: string) => string>> = {
  thread: (share, thread) => `the ${thread} thread was busy ${share}`,
  'processor-wait': (share, thread) => `the ${thread} thread waited for a processor ${share}`,
  gc: (share, thread) => `the ${thread} thread collected garbage ${share}`,
  backlog: (bytes, thread) => `the ${thread} thread had ${bytes} no socket would take in each sample`,
  processors: (share) => `all processors of the machine together were busy ${share}`,
  files: (share) => `${share} of the files this process may open were open in each sample`,
  ports: (share) => `${share} of the ephemeral ports were taken in each sample`,
};

const FEWER = 'plan fewer Alerts per second of wall time, as a smaller timeScale does';

const OUT_OF_THREAD = {
  broker: `${FEWER}, or take a faster throttle: it decides on this thread`,
  generator: `${FEWER}, or spread the meters over more workers where there are processors for them`,
} as const;

const WAY_OUT: Readonly<Record<Exclude<ResourceKind, 'thread'>, string>> = {
  'processor-wait': `end what else runs on this machine, or ${FEWER}`,
  gc: FEWER,
  backlog: `${FEWER}: whoever is at the other end does not read so fast`,
  processors: `end what else runs on this machine, or ${FEWER}`,
  files: 'raise the limit on open files, or let the Devices of a hub share its connection',
  ports: 'let the Devices of a hub share its connection',
};
