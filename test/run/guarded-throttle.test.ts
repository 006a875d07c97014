// The guard around a throttle that is not ours: what is no decision is told with the Alert it was asked about.

import { describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { MAX_REASON_LENGTH, MAX_REASONS } from '../../src/domain/limits.ts';
import { GuardedThrottle } from '../../src/run/guarded-throttle.ts';
import type { Decision } from '../../src/throttle/throttle.ts';

const ARRIVAL = { deviceId: 'A', alertCode: 0x81c3, originatorCounter: 3, timeUs: 5 };
const ASKED = 'Alert 3 of Device A, Alert Code 81C3';

const answering = (answer: () => unknown, wallUs?: () => number): GuardedThrottle =>
  new GuardedThrottle({ decide: answer as () => Decision, trackedKeys: 0 }, wallUs);

const faultOf = (work: () => unknown): StormError => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof StormError) return thrown;
  }
  throw new Error('no fault was found');
};

describe('a guarded throttle', () => {
  it.each<[what: string, answer: object]>([
    ['a discard', { outcome: 'discard', reason: 'too-many' }],
    ['a delivery', { outcome: 'deliver', reason: '' }],
    ['a delivery without metadata, said aloud', { outcome: 'deliver', reason: 'few', metadata: undefined }],
    ['a copy', { outcome: 'deliver', reason: 'copy', metadata: { sequenceId: 0, count: 4_294_967_295 } }],
    ['a copy with half its metadata', { outcome: 'deliver', reason: 'copy', metadata: { count: 1 } }],
  ])('passes on %s', (_, answer) => {
    expect(answering(() => answer).decide(ARRIVAL)).toEqual(answer);
  });

  it('passes on nothing but the decision, and asks with the arrival as it came', () => {
    const throttle = {
      trackedKeys: 7,
      decide: (arrival: typeof ARRIVAL) => ({ outcome: 'deliver' as const, reason: 'few', arrival }),
    };
    const guarded = new GuardedThrottle(throttle);
    expect(guarded.decide(ARRIVAL)).toEqual({ outcome: 'deliver', reason: 'few' });
    expect(guarded.trackedKeys).toBe(7);
  });

  const many = 'x'.repeat(MAX_REASON_LENGTH + 1);
  it.each<[said: string, answer: unknown]>([
    ['undefined, no decision', undefined],
    ['null, no decision', null],
    ["'deliver', no decision", 'deliver'],
    ['a function, no decision', () => {}],
    ["the outcome undefined, neither 'deliver' nor 'discard'", {}],
    ["the outcome 'maybe', neither 'deliver' nor 'discard'", { outcome: 'maybe', reason: 'r' }],
    ['the reason undefined, no text', { outcome: 'deliver' }],
    ['the reason 7, no text', { outcome: 'discard', reason: 7 }],
    [
      `a reason of ${many.length} characters; at most ${MAX_REASON_LENGTH} are kept`,
      { outcome: 'discard', reason: many },
    ],
    ['metadata on a discarded Alert', { outcome: 'discard', reason: 'r', metadata: {} }],
    ['the metadata null, no object', { outcome: 'deliver', reason: 'r', metadata: null }],
    ['the count -1, no unsigned 32-bit number', { outcome: 'deliver', reason: 'r', metadata: { count: -1 } }],
    [
      "the count '3', no unsigned 32-bit number",
      { outcome: 'deliver', reason: 'r', metadata: { count: '3' } },
    ],
    [
      'the sequenceId 4294967296, no unsigned 32-bit number',
      { outcome: 'deliver', reason: 'r', metadata: { sequenceId: 4_294_967_296 } },
    ],
    [
      'the sequenceId 1.5, no unsigned 32-bit number',
      { outcome: 'deliver', reason: 'r', metadata: { sequenceId: 1.5 } },
    ],
  ])('calls it nonsense when the answer is %s', (said, answer) => {
    const fault = faultOf(() => answering(() => answer).decide(ARRIVAL));
    expect(fault).toMatchObject({ kind: 'throttle-nonsense', exitCode: 4 });
    expect(fault.message).toBe(`the throttle answered ${ASKED} with nonsense: ${said}`);
  });

  it('calls a promise nonsense, and lets nothing come of its rejection', () => {
    const fault = faultOf(() => answering(() => Promise.reject(new Error('later'))).decide(ARRIVAL));
    expect(fault.message).toMatch(/with nonsense: a promise; a throttle answers at once$/);
  });

  it('calls it nonsense when every Alert has a reason of its own', () => {
    let n = 0;
    const guarded = answering(() => ({ outcome: 'deliver', reason: `reason ${n++}` }));
    for (let asked = 0; asked < MAX_REASONS; asked++) guarded.decide(ARRIVAL);
    expect(faultOf(() => guarded.decide(ARRIVAL)).message).toContain(
      `more than ${MAX_REASONS} different reasons`,
    );
  });

  it.each<[what: string, answer: () => unknown]>([
    [
      'throws',
      () => {
        throw new TypeError('oops');
      },
    ],
    [
      'throws a failure of ours',
      () => {
        throw new StormError('bug', { cause: 'oops' });
      },
    ],
    [
      'gives an answer that throws when it is looked at',
      () => ({
        get outcome() {
          throw new Error('oops');
        },
      }),
    ],
  ])('says which Alert it was when the throttle %s', (_, answer) => {
    const fault = faultOf(() => answering(answer).decide(ARRIVAL));
    expect(fault).toMatchObject({ kind: 'throttle-broke', exitCode: 4 });
    expect(fault.message).toMatch(/^the throttle threw on Alert 3 of Device A, Alert Code 81C3: .*oops$/);
  });

  it('is told late above a second of wall time, and not at it', () => {
    const deciding = (us: number): GuardedThrottle => {
      const moments = [1_000, 1_000 + us];
      return answering(
        () => ({ outcome: 'deliver', reason: 'slow' }),
        () => moments.shift()!,
      );
    };
    expect(deciding(1_000_000).decide(ARRIVAL)).toEqual({ outcome: 'deliver', reason: 'slow' });
    const fault = faultOf(() => deciding(1_001_000).decide(ARRIVAL));
    expect(fault).toMatchObject({ kind: 'throttle-late', exitCode: 4 });
    expect(fault.message).toBe(`the throttle took 1001 ms over ${ASKED}; at most 1000 ms are allowed`);
  });

  it.each<[said: string, keys: PropertyDescriptor]>([
    ["'many'", { value: 'many' }],
    ['-1', { value: -1 }],
    ['NaN', { value: Number.NaN }],
    [
      "the error 'lost count'",
      {
        get() {
          throw new Error('lost count');
        },
      },
    ],
  ])('calls %s tracked keys nonsense', (said, keys) => {
    const guarded = new GuardedThrottle(Object.defineProperty({}, 'trackedKeys', keys) as never);
    expect(faultOf(() => guarded.trackedKeys).message).toBe(
      `the throttle answered how many keys it tracks with nonsense: ${said}`,
    );
  });
});
