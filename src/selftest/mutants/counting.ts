// Faults of counting: one too many, one too few, the wrong window, the wrong edge. All planted in the shipped throttle
// from outside.

import type { AlertRule, Profile } from '../../throttle/profile.ts';
import type { ThrottleFactory } from '../../throttle/throttle.ts';
import type { Mutant } from '../mutant.ts';
import { LET_THROUGH, onArrivals, onDecisions, onProfile, SWALLOW } from '../spoil.ts';
import { alerts, METER, NEIGHBOUR, OTHER_CODE, profileWith, RULE, storm, together } from '../traffic.ts';

const withRule =
  (change: Partial<AlertRule>) =>
  (profile: Profile): Profile => ({ ...profile, default: { ...profile.default, ...change } });

const window = (
  shape: AlertRule['window']['shape'],
  lengthUs = RULE.window.lengthUs,
): Partial<AlertRule> => ({
  window: { shape, lengthUs },
});

/** Counts delivered Alerts only: what it discards leaves no trace in the window. */
const countsDeliveredOnly: ThrottleFactory = (profile) => {
  const { threshold, window: span } = profile.default;
  const delivered = new Map<string, number[]>();
  return {
    trackedKeys: 0,
    decide({ deviceId, alertCode, timeUs }) {
      const key = `${deviceId} ${alertCode}`;
      const inWindow = (delivered.get(key) ?? []).filter((us) => us > timeUs - span.lengthUs);
      if (inWindow.length >= threshold) return SWALLOW;
      delivered.set(key, [...inWindow, timeUs]);
      return LET_THROUGH;
    },
  };
};

const profile = profileWith();
const failing = { profile, verdict: 'fail' } as const;

/** Faults of counting. */
export const COUNTING_MUTANTS: readonly Mutant[] = [
  {
    ...failing,
    id: 'F01',
    fault: 'lets one Alert above the threshold through',
    traffic: storm(0, 1, 5),
    throttle: onProfile(withRule({ threshold: RULE.threshold + 1 })),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F02',
    fault: 'gives each later window one Alert less than the first',
    traffic: together(storm(0, 1, 3), storm(10, 1, 3), storm(20, 1, 3)),
    throttle: onDecisions(
      () => ({ window: 0, seen: 0 }),
      (decision, { timeUs }, state) => {
        const at = Math.floor(timeUs / RULE.window.lengthUs);
        state.seen = at === state.window ? state.seen + 1 : 1;
        state.window = at;
        return at > 0 && state.seen >= RULE.threshold ? SWALLOW : decision;
      },
    ),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F03',
    fault: 'lets twice the threshold through across an aligned window edge',
    traffic: together(storm(7, 1, 3), storm(10, 1, 3)),
    throttle: onProfile(withRule(window('tumbling'))),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F04a',
    fault: 'still counts an arrival exactly one window old',
    traffic: alerts([0, 1, 2, 10]),
    throttle: onProfile(withRule(window('sliding', RULE.window.lengthUs + 1))),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F04b',
    fault: 'no longer counts an arrival one microsecond short of a window old',
    traffic: alerts([0, 1, 2, 10 - 1e-6]),
    throttle: onProfile(withRule(window('sliding', RULE.window.lengthUs - 1))),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F05',
    fault: 'opens its windows at the first arrival where the profile has them slide',
    traffic: together(alerts([0]), storm(7, 1, 6)),
    throttle: onProfile(withRule(window('anchored'))),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F06',
    fault: 'starts the window anew with every arrival, so steady quiet traffic fills it',
    traffic: storm(0, 5, 5),
    throttle: onDecisions(
      () => ({ lastUs: Number.NEGATIVE_INFINITY, count: 0 }),
      (_, { timeUs }, state) => {
        state.count = timeUs - state.lastUs < RULE.window.lengthUs ? state.count + 1 : 1;
        state.lastUs = timeUs;
        return state.count > RULE.threshold ? SWALLOW : LET_THROUGH;
      },
    ),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F07',
    fault: 'does not count what it discards, so a storm wins a fresh allowance each window',
    traffic: storm(0, 1, 14),
    throttle: countsDeliveredOnly,
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F08',
    fault: 'charges a Device-wide allowance even for Alerts that the code refuses',
    traffic: together(storm(0, 0.5, 12), alerts([6], METER, OTHER_CODE)),
    throttle: onDecisions(
      () => new Map<string, number>(),
      (decision, { deviceId }, charged) => {
        charged.set(deviceId, (charged.get(deviceId) ?? 0) + 1);
        return charged.get(deviceId)! > 12 ? SWALLOW : decision;
      },
    ),
    caughtBy: 'isolation',
  },
  {
    ...failing,
    id: 'F16',
    fault: 'checks before it counts, so Alerts of one instant all see the same count',
    traffic: alerts([0, 1, 2, 2, 2]),
    throttle: onDecisions(
      () => ({ atUs: -1, first: LET_THROUGH }),
      (decision, { timeUs }, state) => {
        if (timeUs !== state.atUs) Object.assign(state, { atUs: timeUs, first: decision });
        return state.first;
      },
    ),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F24',
    fault: 'is configured and never throttles',
    traffic: storm(0, 1, 4),
    throttle: onDecisions(
      () => null,
      () => LET_THROUGH,
    ),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F25',
    fault: 'counts in batches of two, so a meter below the threshold is throttled',
    traffic: storm(0, 3, 3),
    throttle: onDecisions(
      () => ({ count: 0 }),
      (_, __, state) => (Math.ceil(++state.count / 2) * 2 > RULE.threshold ? SWALLOW : LET_THROUGH),
    ),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F26',
    fault: 'counts other codes of the Device towards the code',
    traffic: together(storm(0, 1, 4), alerts([4], METER, OTHER_CODE)),
    throttle: onArrivals((arrival) => ({ ...arrival, alertCode: 0 })),
    caughtBy: 'isolation',
  },
  {
    ...failing,
    id: 'F27',
    fault: 'reacts to a storm by marking the excess instead of discarding it',
    traffic: storm(0, 0.1, 12),
    throttle: onDecisions(
      () => null,
      (decision) =>
        decision.outcome === 'deliver'
          ? decision
          : { outcome: 'deliver', reason: 'mutant', metadata: { sequenceId: 1, count: 0 } },
    ),
    caughtBy: 'ceiling',
  },
  {
    ...failing,
    id: 'F31',
    fault: 'discards a neighbour’s Alerts while one meter storms',
    traffic: together(storm(0, 1, 6), alerts([5.5], NEIGHBOUR)),
    throttle: onDecisions(
      () => ({ storming: false }),
      (decision, { deviceId }, state) => {
        if (deviceId === METER) state.storming = decision.outcome === 'discard';
        return state.storming ? SWALLOW : decision;
      },
    ),
    caughtBy: 'isolation',
  },
  {
    ...failing,
    id: 'F32',
    fault: 'takes over another threshold in the middle of a window',
    traffic: storm(0, 2, 3),
    throttle: (given, clock) => {
      const before = onProfile((p) => p)(given, clock);
      const after = onProfile(withRule({ threshold: 1 }))(given, clock);
      return {
        trackedKeys: 0,
        decide(arrival) {
          const decisions = [before.decide(arrival), after.decide(arrival)] as const;
          return decisions[arrival.timeUs < 3e6 ? 0 : 1];
        },
      };
    },
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F33',
    profile: profileWith({ default: { ...RULE, threshold: 1 } }),
    fault: 'takes the smallest threshold for no limit at all',
    traffic: storm(0, 1, 3),
    throttle: onProfile((p) => (p.default.threshold > 1 ? p : withRule({ threshold: 1_000_000 })(p))),
    caughtBy: 'decisions',
  },
];
