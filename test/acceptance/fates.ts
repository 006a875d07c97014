// What became of Alerts, for tests that hold a run over MQTT against the same run in virtual time; and a profile whose
// times lie so far apart that a message which takes a moment changes nothing.

import type { History } from '../../src/ledger/history.ts';

/** A profile for storms that last a few seconds, under this name. */
export const spacedProfile = (name: string): string => `profile: 1
name: ${name}
provenance: { status: illustrative, source: "values chosen for testing" }
default:
  threshold: 2
  window: { shape: sliding, length: 1650ms }
  forward: { period: 750ms, copy: trailing }
  release: { rule: window }
metadata: { sequence: copy, count: delta, tail: next }
`;

/** What became of every row of the plan, in the order of the plan. */
export function fatesOf(history: History): string[] {
  const fates = Array.from(history.id, (id, row) => {
    const reason = history.reasons[history.reason[row]!];
    const carried = `${history.sequenceId[row]} ${history.count[row]} at ${history.timestampUs[row]}`;
    const payload = `${history.counter[row]} ${history.payloadCrc[row]} ${history.deliveredCrc[row]}`;
    return {
      id,
      text: `${id}: ${history.outcome[row]} ${reason} ${carried} ${history.copies[row]} ${payload}`,
    };
  });
  return fates.sort((a, b) => a.id - b.id).map(({ text }) => text);
}
