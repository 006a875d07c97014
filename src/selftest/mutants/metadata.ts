// Faults of what Users are told: wrong counts, lost tails, ids used twice, Alerts marked that were never throttled.
// Planted in the shipped throttle from outside.

import type { Decision } from '../../throttle/throttle.ts';
import type { Mutant } from '../mutant.ts';
import { onDecisions, SWALLOW } from '../spoil.ts';
import { alerts, METER, NEIGHBOUR, profileWith, RULE, storm, together } from '../traffic.ts';

const failing = { profile: profileWith(), verdict: 'fail' } as const;

type Metadata = NonNullable<Extract<Decision, { outcome: 'deliver' }>['metadata']>;

/** Changes the metadata of every Alert that carries some. */
const retelling = (change: (metadata: Metadata, reason: string) => Metadata | undefined) =>
  onDecisions(
    () => null,
    (decision) => {
      if (decision.outcome === 'discard' || !decision.metadata) return decision;
      const metadata = change(decision.metadata, decision.reason);
      const { outcome, reason } = decision;
      return metadata ? { outcome, reason, metadata } : { outcome, reason };
    },
  );

/** Faults of what Users are told. */
export const METADATA_MUTANTS: readonly Mutant[] = [
  {
    ...failing,
    id: 'F29',
    fault: 'takes a real second raising for a repeat of the first and swallows it',
    traffic: alerts([0, 2]),
    throttle: onDecisions(
      () => ({ lastUs: Number.NEGATIVE_INFINITY }),
      (decision, { timeUs }, state) => {
        const repeat = timeUs - state.lastUs < RULE.forward.periodUs;
        state.lastUs = timeUs;
        return repeat ? SWALLOW : decision;
      },
    ),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F35a',
    fault: 'reports one discarded Alert less than there were',
    traffic: storm(0, 1, 8),
    throttle: retelling(({ sequenceId, count }) => ({ sequenceId: sequenceId!, count: count! - 1 })),
    caughtBy: 'metadata-values',
  },
  {
    ...failing,
    id: 'F35b',
    fault: 'loses the count of what was discarded at the end of a storm',
    traffic: together(storm(0, 1, 5), alerts([20])),
    throttle: retelling((metadata, reason) => (reason === 'released' ? undefined : metadata)),
    caughtBy: 'metadata-values',
  },
  {
    ...failing,
    id: 'F35c',
    fault: 'gives two storms the same sequence id',
    traffic: together(storm(0, 1, 8), storm(0.5, 1, 8, NEIGHBOUR)),
    throttle: retelling(({ count }) => ({ sequenceId: 1, count: count! })),
    caughtBy: 'metadata-values',
  },
  {
    ...failing,
    id: 'F35d',
    fault: 'reports more discarded Alerts than there were',
    traffic: storm(0, 1, 8, METER),
    throttle: retelling(({ sequenceId, count }) => ({ sequenceId: sequenceId!, count: count! + 100 })),
    caughtBy: 'metadata',
  },
  {
    ...failing,
    id: 'F35e',
    fault: 'marks an Alert of a key that was never throttled',
    traffic: alerts([0]),
    throttle: onDecisions(
      () => null,
      (decision) =>
        decision.outcome === 'deliver' ? { ...decision, metadata: { sequenceId: 1, count: 0 } } : decision,
    ),
    caughtBy: 'quiet-traffic',
  },
];
