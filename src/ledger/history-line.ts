// One line of a history file in, its row out. A line that does not hold what a row must hold is refused with a
// sentence; nothing is guessed.

import { parseAlertCode } from '../domain/alert-code.ts';
import { RESOURCE_KINDS, type ResourceUse, type Stretch } from '../domain/resource-use.ts';
import type { HistoryEntry, HistoryHeader } from './history.ts';

/** Reads the first line. Throws an Error that says what is wrong with it. */
export function readHeaderLine(text: string): HistoryHeader {
  const header = JSON.parse(text) as Partial<HistoryHeader>;
  if (header.history !== 1) throw new Error('it is not the header of a history of version 1');
  const { timeScale, planned, streams, receivedByQos, health, blackBox } = header;
  const whole =
    isNumber(timeScale) &&
    isNumber(planned) &&
    Array.isArray(streams) &&
    Array.isArray(receivedByQos) &&
    (health === undefined || (Array.isArray(health) && health.every(isResourceUse))) &&
    (blackBox === undefined || isNumber(blackBox.slackUs));
  if (!whole) throw new Error('the header is not whole');
  return header as HistoryHeader;
}

/** Reads a row. Throws an Error that names the field that is wrong. */
export function readEntryLine(text: string): HistoryEntry {
  const entry = JSON.parse(text) as Partial<Record<keyof HistoryEntry, unknown>>;
  const demand = (field: keyof HistoryEntry, holds: (value: unknown) => boolean): void => {
    if (!holds(entry[field])) throw new Error(`\`${field}\` is ${JSON.stringify(entry[field])}`);
  };
  demand('device', isText);
  demand('code', (value) => isText(value) && parseAlertCode(value) !== undefined);
  demand('counter', isNumber);
  demand('copies', isNumber);
  for (const field of ['timestamp', 'acknowledged', 'gate'] as const) {
    demand(field, (value) => value === undefined || isNumber(value));
  }
  demand('fault', (value) => value === undefined || isText(value));
  demand('outcome', (value) => value === 'deliver' || value === 'discard' || value === null);
  for (const field of ['id', 'planned', 'sent', 'received', 'delivered', 'seq', 'count'] as const) {
    demand(field, (value) => value === null || isNumber(value));
  }
  for (const field of ['stream', 'reason', 'payload', 'deliveredPayload'] as const) {
    demand(field, (value) => value === null || isText(value));
  }
  return entry as unknown as HistoryEntry;
}

function isResourceUse(value: unknown): value is ResourceUse {
  const use = (value ?? {}) as Partial<ResourceUse>;
  const { resource, thread, bound, mean, peak, strained } = use;
  const stretches: readonly unknown[] = Array.isArray(strained) ? strained : [null];
  return (
    RESOURCE_KINDS.some((kind) => kind === resource) &&
    (thread === null || isText(thread)) &&
    [bound, mean, peak].every(isNumber) &&
    stretches.every((stretch) => {
      const { fromUs, toUs, level } = (stretch ?? {}) as Partial<Stretch>;
      return [fromUs, toUs, level].every(isNumber);
    })
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
