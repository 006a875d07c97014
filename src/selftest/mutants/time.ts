// Faults of time and memory: clocks that step, timers that run late, state that is lost or never let go. All planted in
// the shipped throttle from outside.

import type { Mutant } from '../mutant.ts';
import { forgetting, onArrivals, onDecisions, SWALLOW } from '../spoil.ts';
import { alerts, METER, profileWith, RULE, storm, together } from '../traffic.ts';

const failing = { profile: profileWith(), verdict: 'fail' } as const;
const S = 1_000_000;

/** Shows the throttle a clock that jumps by so much at a moment. */
const stepping = (atUs: number, byUs: number) =>
  onArrivals((arrival) => (arrival.timeUs < atUs ? arrival : { ...arrival, timeUs: arrival.timeUs + byUs }));

/** Faults of time and memory. */
export const TIME_MUTANTS: readonly Mutant[] = [
  {
    ...failing,
    id: 'F13',
    fault: 'follows a clock that steps back, so old Alerts never leave the window',
    traffic: together(storm(0, 1, 3), alerts([12])),
    throttle: stepping(10 * S, -5 * S),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F14',
    fault: 'follows a clock that steps forward, so the window empties at once',
    traffic: storm(0, 1, 5),
    throttle: stepping(3 * S, 60 * S),
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F19a',
    fault: 'loses the expiry, so a key once throttled is blocked for ever',
    traffic: together(storm(0, 1, 5), alerts([60])),
    throttle: onDecisions(
      () => ({ blocked: false }),
      (decision, _, state) => {
        state.blocked ||= decision.outcome === 'discard';
        return state.blocked ? SWALLOW : decision;
      },
    ),
    caughtBy: 'recovery',
  },
  {
    ...failing,
    id: 'F20',
    fault: 'empties the window by a timer that runs late',
    traffic: together(storm(0, 1, 3), alerts([11])),
    throttle: onArrivals((arrival) => ({ ...arrival, timeUs: Math.floor(arrival.timeUs / (7 * S)) * 7 * S })),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F22',
    fault: 'evicts a live key under the pressure of new ones',
    traffic: together(
      storm(0, 1, 5),
      Array.from({ length: 4 }, (_, n) => ({
        deviceId: `02-53-50-02-00-00-01-0${n}`,
        alertCode: 1,
        timeUs: 4.5 * S,
      })),
      alerts([5, 6]),
    ),
    throttle: (profile, clock) => {
      const seen = new Set<string>();
      return forgetting(({ deviceId }) => {
        seen.add(deviceId);
        if (seen.size <= 3) return false;
        seen.clear();
        return true;
      })(profile, clock);
    },
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F23',
    fault: 'clears live keys whenever its clean-up runs',
    traffic: storm(0, 1, 6),
    throttle: (profile, clock) => {
      let cleaned = false;
      return forgetting(({ timeUs }) => {
        const due = !cleaned && timeUs >= 4 * S;
        cleaned ||= due;
        return due;
      })(profile, clock);
    },
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F34a',
    fault: 'starts again in the middle of a storm and admits a full window once more',
    traffic: together(storm(0, 1, 4), storm(5, 1, 2)),
    throttle: (profile, clock) => {
      let restarted = false;
      return forgetting(({ timeUs }) => {
        const now = !restarted && timeUs >= 4.5 * S;
        restarted ||= now;
        return now;
      })(profile, clock);
    },
    caughtBy: 'decisions',
  },
  {
    ...failing,
    id: 'F34b',
    fault: 'starts again closed and swallows what comes until a window has passed',
    traffic: alerts([0, 5, 7]),
    throttle: onDecisions(
      () => null,
      (decision, { timeUs }) =>
        timeUs >= 4 * S && timeUs < 4 * S + RULE.window.lengthUs ? SWALLOW : decision,
    ),
    caughtBy: 'quiet-traffic',
  },
  {
    ...failing,
    id: 'F19b',
    fault: 'forwards no copy while a storm lasts, so its User hears nothing',
    traffic: storm(0, 1, 16, METER),
    throttle: onDecisions(
      () => null,
      (decision) => (decision.reason === 'forwarded-copy' ? SWALLOW : decision),
    ),
    caughtBy: 'floor',
  },
];
