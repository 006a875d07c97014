// Busy alone convicts nobody, and neither does a wait that nothing explains: it takes both, at the same time.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESOURCE_KINDS, type ResourceUse, type Stretch } from '../../src/domain/resource-use.ts';
import { seenFromOutside } from '../../src/ledger/outside-view.ts';
import { SATURATION_CHECK } from '../../src/verify/checks/saturation.ts';
import { judge } from '../../src/verify/judge.ts';
import { SEED } from '../support/seed.ts';
import { foundBy } from './found-by.ts';
import { historyOf, type Row } from './history-of.ts';
import { profileOf } from './profile-of.ts';

const SECOND = 1_000_000;

const use = (
  resource: ResourceUse['resource'],
  whose: string | null,
  ...strained: Stretch[]
): ResourceUse => ({
  resource,
  thread: whose,
  side: whose === null ? null : whose === 'broker' ? 'broker' : 'generator',
  bound: 0.7,
  mean: 0.31,
  peak: 0.98,
  strained,
});
const ranOut = (from: number, to: number, level = 0.93): Stretch => ({
  fromUs: from * SECOND,
  toUs: to * SECOND,
  level,
});

/** In the order in which they were received, those that never were last. */
const inOrder = (rows: Row[]): Row[] => {
  const receivedUs = ({ received, at = 0 }: Row): number =>
    received === null ? Number.POSITIVE_INFINITY : (received ?? at);
  return rows
    .map((row, id) => ({ id, ...row }))
    .sort((one, other) => receivedUs(one) - receivedUs(other) || 0);
};

/** An Alert each tenth of a second, for ten seconds; those from one second to another are changed. */
const alerts = (from: number, to: number, change: (at: number) => Row): Row[] =>
  inOrder(
    Array.from({ length: 100 }, (_, n) => {
      const at = n * (SECOND / 10);
      return at >= from * SECOND && at < to * SECOND ? { at, ...change(at) } : { at };
    }),
  );
const slowAtGate = (at: number): Row => ({ received: at + 2 * SECOND, delivered: at + 2 * SECOND });
const sentLate = (at: number): Row => ({ sent: at + 2 * SECOND, received: at + 2 * SECOND });
const slowToUser = (at: number): Row => ({ delivered: at + 2 * SECOND });

const found = (rows: Row[], ...health: ResourceUse[]) =>
  foundBy(SATURATION_CHECK, historyOf(rows, { health }));

const BUSY_BROKER = use('thread', 'broker', ranOut(2, 6));
const BUSY_METERS = use('thread', 'meters 1', ranOut(2, 6));
const PROCESSORS = use('processors', null, ranOut(2, 6, 0.99));

describe('saturation', () => {
  it('passes a busy harness that held nothing up, and says how busy it was', () => {
    expect(found(alerts(0, 0, slowAtGate), BUSY_BROKER, PROCESSORS)).toEqual({
      id: 'saturation',
      requirement: 'harness',
      bound:
        'at most 1% of the Alerts held up for more than 1000ms while something the harness needs had run out for 1s or longer',
      verdict: 'pass',
      reason: 'no Alert was held up; the busiest thread, broker, was busy 31%, in its worst sample 98%',
      measured: 'broker thread busy 31%, processors 31%, 0 of 100 Alerts held up',
      exercised: 100,
      witness: null,
    });
  });

  it('passes Alerts that were held up while nothing had run out, and does not keep quiet about them', () => {
    const finding = found(alerts(2, 6, slowAtGate), use('thread', 'broker'));
    expect(finding.verdict).toBe('pass');
    expect(finding.reason).toContain('40 Alerts held up, but too few while anything had run out');
  });

  it('names the thread that held Alerts up, how far, when, for how long, and what helps', () => {
    const finding = found(alerts(2, 6, slowAtGate), use('thread', 'meters 1'), BUSY_BROKER);
    expect(finding.verdict).toBe('inconclusive');
    expect(finding.reason).toBe(
      'the broker was the bottleneck: the broker thread was busy 93% of the 4.0s from 0:00:02 (bound: 70%), ' +
        'and meanwhile 40 of 100 Alerts took more than 1000ms from sending to the gate; ' +
        'plan fewer Alerts per second of wall time, as a smaller timeScale does, or take a faster throttle: ' +
        'it decides on this thread',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([20]);
    expect(finding.witness?.sentence).toContain('Alert number 20 took 2000ms from its sending to the gate');
  });

  it.each([
    [
      'the generator',
      sentLate,
      BUSY_METERS,
      'the meters 1 thread was busy',
      'were sent more than 1000ms late',
    ],
    ['the broker', slowToUser, BUSY_BROKER, 'the broker thread was busy', 'from the gate to their Users'],
  ])('says of %s that it was the bottleneck, by the leg that was slow', (who, change, busy, what, late) => {
    const { verdict, reason } = found(alerts(2, 6, change), BUSY_BROKER, BUSY_METERS);
    expect(verdict).toBe('inconclusive');
    expect(reason).toContain(`${who} was the bottleneck: ${what}`);
    expect(reason).toContain(late);
    expect(reason.match(/was the bottleneck/g)).toHaveLength(1);
    expect(found(alerts(2, 6, change), busy).verdict).toBe('inconclusive');
  });

  it('names what all share beside the thread, and what helps against it where that is all', () => {
    const both = found(alerts(2, 6, slowAtGate), BUSY_BROKER, PROCESSORS).reason;
    expect(both).toMatch(
      /broker thread was busy 93% of the 4.0s from 0:00:02 \(bound: 70%\), all processors 99%, and meanwhile/,
    );
    expect(found(alerts(2, 6, slowAtGate), use('thread', 'broker'), PROCESSORS).reason).toMatch(
      /the broker was the bottleneck: all processors .*; end what else runs on this machine/,
    );
  });

  it('says that others took the processors where the thread waited for one', () => {
    const starved = use('processor-wait', 'broker', ranOut(2, 6, 0.48));
    expect(found(alerts(2, 6, slowAtGate), BUSY_BROKER, starved).reason).toMatch(
      /busy 93% .*, the wait for a processor of broker 48%, .*; end what else runs on this machine/,
    );
  });

  it('speaks once of a broker that was slow on both of its legs, of the one where more was held up', () => {
    const both = (at: number): Row => ({ received: at + 2 * SECOND, delivered: at + 4 * SECOND });
    const { reason } = found(
      [...alerts(2, 6, slowAtGate)].map((row) => ({ ...row, ...(row.id === 30 ? both(row.at!) : {}) })),
      BUSY_BROKER,
    );
    expect(reason.match(/was the bottleneck/g)).toHaveLength(1);
    expect(reason).toContain('40 of 100 Alerts took more than 1000ms from sending to the gate');
  });

  it('looks at other threads when none of the leg had run out', () => {
    expect(found(alerts(2, 6, slowAtGate), BUSY_METERS).reason).toContain('the meters 1 thread was busy 93%');
  });

  it('does not hold a resource to account for what waited before or after it had run out', () => {
    expect(found(alerts(7, 10, slowAtGate), BUSY_BROKER).verdict).toBe('pass');
    expect(found(alerts(0, 0.9, slowAtGate), use('thread', 'broker', ranOut(4, 6))).verdict).toBe('pass');
  });

  it('but holds a sender to it that is still late afterwards: it never compresses what it owes', () => {
    expect(found(alerts(7, 10, sentLate), BUSY_METERS).verdict).toBe('inconclusive');
    expect(found(alerts(0, 0.9, sentLate), use('thread', 'meters 1', ranOut(4, 6))).verdict).toBe('pass');
  });

  it('allows one Alert in a hundred, and a second exactly', () => {
    expect(found(alerts(2, 2.1, slowAtGate), BUSY_BROKER).verdict).toBe('pass');
    expect(found(alerts(2, 2.2, slowAtGate), BUSY_BROKER).verdict).toBe('inconclusive');
    const barely = (at: number): Row => ({ received: at + SECOND, delivered: at + SECOND });
    expect(found(alerts(2, 6, barely), BUSY_BROKER).verdict).toBe('pass');
  });

  it('measures waits and stretches in wall time', () => {
    const rows = alerts(2, 6, slowAtGate);
    const scaled = (timeScale: number) =>
      foundBy(SATURATION_CHECK, historyOf(rows, { timeScale, health: [BUSY_BROKER] }));
    expect(scaled(2).verdict).toBe('pass');
    expect(scaled(1.5).reason).toContain('of the 2.7s from 0:00:02');
  });

  it('counts an Alert that never came to the gate as held up, and blames files and ports for nothing else', () => {
    const lost = (): Row => ({ received: null, delivered: null });
    const files = use('files', null, ranOut(0, 10, 1));
    expect(found(alerts(2, 6, slowAtGate), files).verdict).toBe('pass');
    const finding = found(alerts(2, 6, lost), files);
    expect(finding.verdict).toBe('inconclusive');
    expect(finding.reason).toMatch(
      /100% of the files this process may open .* raise the limit on open files/,
    );
    expect(finding.witness?.sentence).toContain('was sent and never received at the gate');
  });

  it('was not exercised where nothing was measured: an older record, virtual time, nothing sent', () => {
    const rows = alerts(2, 6, slowAtGate);
    const { health: _, ...older } = historyOf(rows).header;
    const history = { ...historyOf(rows), header: older };
    const virtual = historyOf(rows, { mode: 'virtual', health: [BUSY_BROKER] });
    const unsent = historyOf(
      alerts(0, 10, () => ({ sent: null, received: null })),
      { health: [BUSY_BROKER] },
    );
    for (const one of [history, virtual, unsent]) {
      expect(foundBy(SATURATION_CHECK, one)).toMatchObject({ verdict: 'not-exercised', exercised: 0 });
    }
  });

  it('sees from outside what came late to the User', () => {
    const history = historyOf(alerts(2, 6, slowAtGate), { health: [BUSY_BROKER] });
    const outside = seenFromOutside(history, 0);
    expect(foundBy(SATURATION_CHECK, outside)).toMatchObject({ verdict: 'inconclusive' });
    expect(foundBy(SATURATION_CHECK, outside).reason).toContain('40 of 100 Alerts took more than 1000ms');
  });

  it('leaves a run that fails on the throttle’s own fault failed', () => {
    const rows = alerts(2, 6, slowAtGate).map(
      (row, n): Row => (n === 50 ? { ...row, outcome: 'discard' } : row),
    );
    const history = historyOf(
      rows.map((row, n) => ({ ...row, device: `02-53-50-02-00-00-00-${n + 10}` })),
      { health: [BUSY_BROKER] },
    );
    const { verdict, checks } = judge(history, profileOf(), { claims: [], expect: [] });
    expect(verdict).toBe('fail');
    expect(checks.find(({ id }) => id === 'saturation')?.verdict).toBe('inconclusive');
  });

  const moment = fc.integer({ min: 0, max: 10 * SECOND });
  const stretch = fc.tuple(moment, moment, fc.double({ min: 0.71, max: 1, noNaN: true }));
  const resource = fc.record({
    resource: fc.constantFrom(...RESOURCE_KINDS),
    whose: fc.constantFrom('broker', 'meters 1', null),
    strained: fc.array(stretch, { maxLength: 3 }),
  });
  const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * SECOND }));
  const row = fc.record({ at: moment, send: delay, gate: delay, user: delay });

  it(`is never inconclusive without both a wait and something that had run out (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.array(resource, { minLength: 1, maxLength: 4 }),
        (rows, resources) => {
          const timed = rows.map(({ at, send, gate, user }): Row => {
            const sent = at + send;
            return { at, sent, received: sent + gate, delivered: sent + gate + user };
          });
          const health = resources.map(({ resource: kind, whose, strained }) =>
            use(
              kind,
              whose,
              ...strained.map(([one, other, level]) => ({
                fromUs: Math.min(one, other),
                toUs: Math.max(one, other),
                level,
              })),
            ),
          );
          const { verdict, witness, reason } = found(inOrder(timed), ...health);
          const waited = rows.some(({ send, gate, user }) => Math.max(send, gate, user) > SECOND);
          const short = health.some(({ strained }) => strained.length > 0);
          if (verdict === 'inconclusive') {
            expect(waited && short).toBe(true);
            expect(witness?.entries).toHaveLength(1);
            expect(reason).toContain('was the bottleneck');
          } else {
            expect([verdict, witness]).toEqual(['pass', null]);
          }
        },
      ),
      { seed: SEED },
    );
  });
});
