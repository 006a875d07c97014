// Garbage: what nobody holds is gone when it was collected, and what somebody holds is not.

import { expect, it } from 'vitest';
import { collectGarbage } from '../../src/threads/collect-garbage.ts';

it('is collected at once, and nothing else is', () => {
  const kept = { of: 'use' };
  const references = [new WeakRef(kept), new WeakRef({ of: 'none' })];
  return new Promise<void>((resolve) => {
    // What a WeakRef was made of lives until the end of that turn.
    setImmediate(() => {
      collectGarbage();
      expect(references.map((reference) => reference.deref())).toEqual([kept, undefined]);
      resolve();
    });
  });
});
