// What a caller named as the throttle in, what a run works with out: who it is, and a factory of guarded throttles.
// The shipped throttle needs no guard; any other gets a profile and a clock of its own, so that it can spoil neither.

import { parse } from 'node:path';
import { messageOf, StormError } from '../domain/failure.ts';
import type { ThrottleIdentity } from '../record/run-document.ts';
import { deepFreeze } from '../scenario/deep-freeze.ts';
import { shown } from '../throttle/check-decision.ts';
import { createThrottle } from '../throttle/create-throttle.ts';
import { GuardedThrottle } from '../throttle/guarded-throttle.ts';
import type { Throttle, ThrottleFactory } from '../throttle/throttle.ts';
import { loadThrottle } from './load-throttle.ts';

/** A throttle that is to be judged. */
export interface ThrottleUnderTest {
  readonly identity: ThrottleIdentity;
  readonly make: ThrottleFactory;
  /** The shipped throttle, in the guise of the one that is to be judged: to practise with, which leaves traces. */
  readonly makeForPractice: ThrottleFactory;
}

/**
 * Finds the throttle that is asked for; the shipped one when none is.
 * @throws StormError `file-missing`, `file-unreadable`, `throttle-unusable`.
 */
export async function throttleUnderTest(
  asked: ThrottleFactory | string | undefined,
): Promise<ThrottleUnderTest> {
  if (asked === undefined || asked === createThrottle) {
    const identity = { name: 'stormproof', source: 'shipped' } as const;
    return { identity, make: createThrottle, makeForPractice: createThrottle };
  }
  const makeForPractice = guarded(createThrottle, 'practice');
  if (typeof asked === 'function') {
    const name = asked.name || 'unnamed';
    return { identity: { name, source: 'plug-in' }, make: guarded(asked, name), makeForPractice };
  }
  const { factory, sha256 } = await loadThrottle(asked);
  const identity = { name: parse(asked).name, source: 'plug-in', path: asked, sha256 } as const;
  return { identity, make: guarded(factory, asked), makeForPractice };
}

/** Whether it can be made on another thread: the shipped throttle and modules can, a caller's own function cannot. */
export function crossesThreads({ identity }: ThrottleUnderTest): boolean {
  return identity.source === 'shipped' || identity.path !== undefined;
}

/** Types alone close sets and maps, and the verifier reads the same profile: hence the copy. */
function guarded(factory: ThrottleFactory, name: string): ThrottleFactory {
  return (profile, clock) => {
    const unusable = (problem: string, cause?: unknown): StormError =>
      new StormError(
        'throttle-unusable',
        { name, problem, way: 'Mend the factory; nothing was run.' },
        cause,
      );
    let made: unknown;
    try {
      made = factory(deepFreeze(structuredClone(profile)), { nowUs: () => clock.nowUs() });
    } catch (thrown) {
      throw unusable(`its factory threw: ${messageOf(thrown)}`, thrown);
    }
    const flaw = flawOf(made);
    if (flaw !== null) throw unusable(`its factory returned ${flaw}`);
    return new GuardedThrottle(made as Throttle);
  };
}

function flawOf(made: unknown): string | null {
  if (made instanceof Promise) {
    made.catch(() => {});
    return 'a promise; what must be awaited belongs at the top of the module';
  }
  if (typeof made !== 'object' || made === null) return `${shown(made)}, no throttle`;
  if (!('decide' in made) || typeof made.decide !== 'function')
    return 'an object without a `decide` function';
  return 'trackedKeys' in made ? null : 'an object without `trackedKeys`';
}
