// Faulty throttles for the library: each the shipped one with one thing wrong, on whatever profile a scenario names.
// Those of the self-test that do not depend on its own small profile are taken from there.

import { alertByCode } from '../../src/domain/alert-catalogue.ts';
import { MUTANTS } from '../../src/selftest/run-selftest.ts';
import {
  forgetting,
  LET_THROUGH,
  onArrivals,
  onDecisions,
  onProfile,
  SWALLOW,
} from '../../src/selftest/spoil.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { AlertRule } from '../../src/throttle/profile.ts';
import type { Decision, ThrottleFactory } from '../../src/throttle/throttle.ts';

/** A faulty throttle, said in words that go on from `a throttle that`. */
export interface Fault {
  readonly fault: string;
  readonly throttle: ThrottleFactory;
}

/** A fault of the self-test. */
export function planted(id: string): Fault {
  const { fault, throttle } = MUTANTS.find((mutant) => mutant.id === id)!;
  return { fault, throttle };
}

/** The shipped throttle under another rule, of every code that is throttled. */
function onRules(fault: string, change: (rule: AlertRule) => AlertRule): Fault {
  const throttle = onProfile((profile) => ({
    ...profile,
    default: change(profile.default),
    overrides: new Map([...profile.overrides].map(([code, rule]) => [code, change(rule)])),
  }));
  return { fault, throttle };
}

/** Counts to one more, or one less, than the profile says. */
export function thresholdOff(by: 1 | -1): Fault {
  return onRules(
    by > 0 ? 'lets one Alert above the threshold through' : 'throttles at the threshold',
    (rule) => ({
      ...rule,
      threshold: rule.threshold + by,
    }),
  );
}

/** Has windows a microsecond longer or shorter than the profile says. */
export function windowOff(by: 1 | -1): Fault {
  return onRules(`has windows one microsecond too ${by > 0 ? 'long' : 'short'}`, (rule) => ({
    ...rule,
    window: { ...rule.window, lengthUs: rule.window.lengthUs + by },
  }));
}

/** Has periods a microsecond longer or shorter than the profile says. */
export function periodOff(by: 1 | -1): Fault {
  return onRules(`forwards copies one microsecond too ${by > 0 ? 'late' : 'early'}`, (rule) => ({
    ...rule,
    forward: { ...rule.forward, periodUs: rule.forward.periodUs + by },
  }));
}

/** Ends throttling at the threshold, whatever the profile says. */
export const RELEASES_AT_THRESHOLD = onRules(
  'ends throttling as soon as the count is back at the threshold',
  (rule) => ({
    ...rule,
    release: { rule: 'window' },
  }),
);

/** Counts on for as long as Alerts keep coming less than a window apart. */
export const NEVER_CLOSES: Fault = {
  fault: 'starts the window anew with every arrival, so steady quiet traffic fills it',
  throttle: (profile, clock) => {
    const rule = ({ alertCode }: { alertCode: number }) =>
      profile.overrides.get(alertCode) ?? profile.default;
    return onDecisions(
      () => new Map<string, { lastUs: number; count: number }>(),
      (_, arrival, keys) => {
        const { window, threshold } = rule(arrival);
        const key = `${arrival.deviceId} ${arrival.alertCode}`;
        const before = keys.get(key);
        const goesOn = before !== undefined && arrival.timeUs - before.lastUs < window.lengthUs;
        const count = goesOn ? before.count + 1 : 1;
        keys.set(key, { lastUs: arrival.timeUs, count });
        return count > threshold ? SWALLOW : LET_THROUGH;
      },
    )(profile, clock);
  },
};

/** Starts afresh when nothing at all has come for two minutes. */
export const FORGETS_WHEN_IDLE: Fault = {
  fault: 'forgets a storm that pauses for two minutes',
  throttle: (profile, clock) => {
    const lastUs = new Map<string, number>();
    const generation = new Map<string, number>();
    const split = onArrivals((arrival) => {
      const key = `${arrival.deviceId} ${arrival.alertCode}`;
      const idleUs = arrival.timeUs - (lastUs.get(key) ?? arrival.timeUs);
      if (idleUs > 120_000_000) generation.set(key, (generation.get(key) ?? 0) + 1);
      lastUs.set(key, arrival.timeUs);
      return { ...arrival, deviceId: `${arrival.deviceId} ${generation.get(key) ?? 0}` };
    });
    return split(profile, clock);
  },
};

const isKnown = ({ alertCode }: { alertCode: number }): boolean => alertByCode(alertCode) !== undefined;

/** Exempts what it does not know. */
export const LETS_UNKNOWN_THROUGH: Fault = {
  fault: 'never throttles a code that its catalogue does not hold',
  throttle: onDecisions(
    () => null,
    (decision, arrival) => (isKnown(arrival) ? decision : LET_THROUGH),
  ),
};

/** Refuses what it does not know. */
export const SWALLOWS_UNKNOWN: Fault = {
  fault: 'discards a code that its catalogue does not hold',
  throttle: onDecisions(
    () => null,
    (decision, arrival) => (isKnown(arrival) ? decision : SWALLOW),
  ),
};

/** Counts what is sent again. */
export const COUNTS_DUPLICATES: Fault = {
  fault: 'counts an Alert again that is sent again, though the profile ignores duplicates',
  throttle: onProfile((profile) => ({ ...profile, duplicates: 'count' })),
};

/** Remembers what became of every Alert, and says the same of every repeat. */
export const IGNORES_DUPLICATES_FOR_EVER: Fault = {
  fault: 'ignores an Alert sent again even when its first copy has left the window',
  throttle: (profile, clock) => {
    const inner = createThrottle(profile, clock);
    const known = new Map<string, Decision>();
    return {
      get trackedKeys() {
        return inner.trackedKeys;
      },
      decide(arrival) {
        const alert = `${arrival.deviceId} ${arrival.alertCode} ${arrival.originatorCounter}`;
        const decision = known.get(alert) ?? inner.decide(arrival);
        known.set(alert, decision);
        return decision;
      },
    };
  },
};

/** Takes the latest time of any Alert for the time of all. */
export const ONE_CLOCK_FOR_ALL: Fault = {
  fault: 'lets one clock that is ahead hold up the time of every other key',
  throttle: (profile, clock) => {
    let latestUs = Number.NEGATIVE_INFINITY;
    const held = onArrivals((arrival) => {
      latestUs = Math.max(latestUs, arrival.timeUs);
      return { ...arrival, timeUs: latestUs };
    });
    return held(profile, clock);
  },
};

/** Keeps every key until it is full, and is silent about it. */
export const FULL_FOR_GOOD: Fault = {
  fault: 'forgets no key, and once it is full lets every other through uncounted without a word',
  throttle: (profile, clock) => {
    const inner = createThrottle(profile, clock);
    const known = new Set<string>();
    return {
      get trackedKeys() {
        return known.size;
      },
      decide(arrival) {
        const key = `${arrival.deviceId} ${arrival.alertCode}`;
        if (known.size >= profile.capacity.keys && !known.has(key)) return LET_THROUGH;
        known.add(key);
        return inner.decide(arrival);
      },
    };
  },
};

/** Makes room by forgetting everything. */
export const STARTS_AFRESH: Fault = {
  fault: 'starts afresh whenever it holds 100,000 keys, those that storm included',
  throttle: (profile, clock) => {
    const seen = new Set<string>();
    return forgetting(({ deviceId }) => {
      seen.add(deviceId);
      if (seen.size < 100_000) return false;
      seen.clear();
      return true;
    })(profile, clock);
  },
};

/** Counts milliseconds in 32 bits. */
export const CLOCK_WRAPS: Fault = {
  fault: 'counts milliseconds in 32 bits, which are used up after 49.7 days',
  throttle: onArrivals((arrival) => ({ ...arrival, timeUs: arrival.timeUs % (2 ** 32 * 1_000) })),
};
