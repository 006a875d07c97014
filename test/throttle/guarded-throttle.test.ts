// The guard around a throttle that is not ours: what it does instead of deciding in time is told, and nothing else.

import { describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { MAX_FAULT_LENGTH, MAX_REASON_LENGTH, MAX_REASONS } from '../../src/domain/limits.ts';
import { ask } from '../../src/throttle/ask.ts';
import { GuardedThrottle } from '../../src/throttle/guarded-throttle.ts';
import type { Decision } from '../../src/throttle/throttle.ts';
import { ThrottleFault } from '../../src/throttle/throttle-fault.ts';

const ARRIVAL = { deviceId: 'A', alertCode: 0x81c3, originatorCounter: 3, timeUs: 5 };

const SLOW: Decision = { outcome: 'deliver', reason: 'slow' };

const answering = (answer: () => unknown, wallUs?: () => number): GuardedThrottle =>
  new GuardedThrottle({ decide: answer as () => Decision, trackedKeys: 0 }, wallUs);

const faultOf = (work: () => unknown): ThrottleFault => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof ThrottleFault) return thrown;
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
    expect(fault).toMatchObject({ word: 'nonsense', message: `answered with ${said}`, decision: null });
  });

  it('calls a promise nonsense, and lets nothing come of its rejection', () => {
    const fault = faultOf(() => answering(() => Promise.reject(new Error('later'))).decide(ARRIVAL));
    expect(fault.message).toBe('answered with a promise; a throttle answers at once');
  });

  it('calls it nonsense when every Alert has a reason of its own', () => {
    let n = 0;
    const guarded = answering(() => ({ outcome: 'deliver', reason: `reason ${n++}` }));
    for (let asked = 0; asked < MAX_REASONS; asked++) guarded.decide(ARRIVAL);
    expect(faultOf(() => guarded.decide(ARRIVAL)).message).toContain(
      `more than ${MAX_REASONS} different reasons`,
    );
  });

  it.each<[what: string, said: string, answer: () => unknown]>([
    [
      'throws',
      "threw 'oops'",
      () => {
        throw new TypeError('oops');
      },
    ],
    [
      'throws a failure of ours',
      "threw 'stormproof broke: oops'",
      () => {
        throw new StormError('bug', { cause: 'oops' });
      },
    ],
    [
      'throws over several lines',
      "threw 'one two'",
      () => {
        throw new Error('one\n\ttwo');
      },
    ],
    [
      'throws what has no message',
      "threw 'something without a message'",
      () => {
        throw Object.create(null);
      },
    ],
    [
      'throws an error whose message is no text',
      "threw '42'",
      () => {
        throw Object.assign(new Error(), { message: 42 });
      },
    ],
    [
      'gives an answer that throws when it is looked at',
      "threw 'oops'",
      () => ({
        get outcome() {
          throw new Error('oops');
        },
      }),
    ],
  ])('says what was thrown when the throttle %s', (_, said, answer) => {
    const fault = faultOf(() => answering(answer).decide(ARRIVAL));
    expect(fault).toMatchObject({ word: 'threw', message: said, decision: null });
  });

  it('keeps no more of what was thrown than a person will read', () => {
    const endless = (): never => {
      throw new Error('x'.repeat(1_000_000));
    };
    const { message } = faultOf(() => answering(endless).decide(ARRIVAL));
    expect(message).toMatch(/^threw 'x+…$/);
    expect(message).toHaveLength(MAX_FAULT_LENGTH);
  });

  const deciding = (us: number, answer: () => unknown = () => SLOW): GuardedThrottle => {
    const moments = [1_000, 1_000 + us];
    return answering(answer, () => moments.shift()!);
  };

  it('is late above a second of wall time and not at it, and the decision is kept', () => {
    expect(deciding(1_000_000).decide(ARRIVAL)).toEqual(SLOW);
    const fault = faultOf(() => deciding(1_001_000).decide(ARRIVAL));
    expect(fault).toMatchObject({
      word: 'late',
      message: 'took 1001ms; at most 1000ms are allowed',
      decision: SLOW,
    });
  });

  it('is at fault for what it answers, not for how late, when that is no decision', () => {
    expect(faultOf(() => deciding(5_000_000, () => 42).decide(ARRIVAL)).word).toBe('nonsense');
  });

  it.each<[said: string, keys: PropertyDescriptor]>([
    ["'many'", { value: 'many' }],
    ['-1', { value: -1 }],
    ['NaN', { value: Number.NaN }],
    [
      'nothing, and throws,',
      {
        get() {
          throw new Error('lost count');
        },
      },
    ],
  ])('tracks an unknown number of keys when the throttle says %s', (_, keys) => {
    const guarded = new GuardedThrottle(Object.defineProperty({}, 'trackedKeys', keys) as never);
    expect(guarded.trackedKeys).toBeNaN();
  });
});

describe('asking a throttle', () => {
  const asking = (decide: () => unknown) =>
    ask({ decide: decide as () => Decision, trackedKeys: 0 }, ARRIVAL);

  it('hands on the decision as it is', () => {
    expect(asking(() => SLOW)).toBe(SLOW);
  });

  it('never throws, and says in a word and a clause why there is no decision', () => {
    const thrower = (thrown: unknown) => (): never => {
      throw thrown;
    };
    expect(asking(thrower('oops'))).toEqual({ outcome: null, reason: 'threw', fault: "threw 'oops'" });
    expect(asking(thrower(new ThrottleFault('nonsense', 'answered with 42')))).toEqual({
      outcome: null,
      reason: 'nonsense',
      fault: 'answered with 42',
    });
  });

  it('keeps the outcome and the reason of a decision that came too late', () => {
    const late = (): never => {
      throw new ThrottleFault('late', 'took its time', SLOW);
    };
    expect(asking(late)).toEqual({ ...SLOW, fault: 'took its time' });
  });
});
