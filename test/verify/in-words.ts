// A finding as a release tester reads it, in up to four lines: verdict, how often exercised and why; what was measured;
// and, where there is a witness, its sentence and the Alerts it shows.

import type { History } from '../../src/ledger/history.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { judge } from '../../src/verify/judge.ts';

/** All that one check says of a run. */
export function findingOf(id: string, history: History, profile: Profile): Finding {
  return judge(history, profile, { claims: [], expect: [] }).checks.find((check) => check.id === id)!;
}

/** The words of a finding. */
export function inWords({ verdict, exercised, reason, measured, witness }: Finding): string[] {
  const shown = witness?.entries.map(({ id }) => id ?? 'unplanned').join(' ');
  return [
    `${verdict} (${exercised}): ${reason}`,
    measured,
    ...(witness ? [witness.sentence, `shown: ${shown}`] : []),
  ];
}
