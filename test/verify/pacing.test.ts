import { describe, expect, it } from 'vitest';
import { PACING_CHECK } from '../../src/verify/checks/pacing.ts';
import { foundBy } from './found-by.ts';
import { historyOf } from './history-of.ts';

const hundred = Array.from({ length: 100 }, (_, n) => ({ at: n }));

describe('pacing', () => {
  it('holds when everything planned was sent on time and arrived', () => {
    expect(foundBy(PACING_CHECK, historyOf(hundred))).toEqual({
      id: 'pacing',
      requirement: 'harness',
      bound:
        'every planned Alert sent and received with QoS 1, at most 1% of them more than 500ms off their planned moment',
      verdict: 'pass',
      reason: 'the plan was sent on time and arrived',
      measured: '100 planned, 100 sent, 100 received, 0 off plan, the worst by 0.0ms',
      exercised: 100,
      witness: null,
    });
  });

  it('allows one Alert in a hundred to be late, and no more', () => {
    const late = (count: number) =>
      hundred.map((row, n) => (n < count ? { ...row, sent: row.at + 500_001 + n } : row));
    expect(foundBy(PACING_CHECK, historyOf(late(1))).verdict).toBe('pass');
    const finding = foundBy(PACING_CHECK, historyOf(late(2)));
    expect(finding.verdict).toBe('inconclusive');
    expect(finding.reason).toBe('2 Alerts sent more than 500ms off plan');
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
    expect(finding.witness?.sentence).toContain('was sent 500.0ms after its planned moment');
  });

  it('does not call an Alert late at exactly the limit', () => {
    expect(foundBy(PACING_CHECK, historyOf([{ at: 0, sent: 500_000 }])).verdict).toBe('pass');
  });

  it('measures lateness in wall time', () => {
    const row = { at: 0, sent: 30_000_000 };
    expect(foundBy(PACING_CHECK, historyOf([row], { timeScale: 60 })).verdict).toBe('pass');
    expect(foundBy(PACING_CHECK, historyOf([row], { timeScale: 59 })).verdict).toBe('inconclusive');
  });

  it('does not believe a sender that runs ahead of its plan', () => {
    const finding = foundBy(PACING_CHECK, historyOf([{ at: 600_000, sent: 0 }]));
    expect(finding.verdict).toBe('inconclusive');
    expect(finding.witness?.sentence).toContain('600.0ms before its planned moment');
  });

  it('cannot tell when a planned Alert was never sent', () => {
    const finding = foundBy(PACING_CHECK, historyOf([{}, { sent: null, received: null }]));
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      reason: '1 planned Alert not on record as sent',
    });
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
  });

  it('cannot tell when a planned Alert is in no row at all', () => {
    expect(foundBy(PACING_CHECK, historyOf([{}], { planned: 2 })).reason).toBe(
      '1 planned Alert left no trace in the history',
    );
  });

  it('cannot tell when an Alert was lost before the gate, and says what was refused', () => {
    const finding = foundBy(
      PACING_CHECK,
      historyOf([{}, { received: null }], { refused: { 'not a topic': 1 } }),
    );
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      reason: '1 Alert sent and lost before the gate',
    });
    expect(finding.measured).toContain('1 refused (not a topic)');
  });

  it('cannot tell when Alerts came with another quality of service than asked for', () => {
    const finding = foundBy(PACING_CHECK, historyOf([{}, {}], { receivedByQos: [1, 1, 0] }));
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      reason: 'arrivals by QoS 0, 1, 2 were 1, 1, 0; QoS 1 was asked for',
    });
  });

  it('cannot tell when more Alerts came than the history holds, of another quality of service', () => {
    expect(foundBy(PACING_CHECK, historyOf([{}], { receivedByQos: [1, 1, 0] })).verdict).toBe('inconclusive');
  });

  it('cannot tell when the run was stopped early', () => {
    const finding = foundBy(PACING_CHECK, historyOf([{}], { interrupted: true }));
    expect(finding).toMatchObject({ verdict: 'inconclusive', witness: null });
    expect(finding.reason).toContain('stopped before its plan was through');
  });

  it('cannot tell when Alerts arrived that nobody planned', () => {
    const finding = foundBy(PACING_CHECK, historyOf([{}, { id: null, planned: null, sent: null }]));
    expect(finding.reason).toBe('1 Alert arrived that nobody planned');
  });

  const doubt = (rows: Parameters<typeof historyOf>[0], header: Parameters<typeof historyOf>[1] = {}) => {
    const { reason, witness } = foundBy(PACING_CHECK, historyOf(rows, header));
    return [reason, witness?.sentence, witness?.entries.map(({ id }) => id)];
  };
  const key = 'Device 02-53-50-02-00-00-00-00, Alert 81C3';
  const unsent = { sent: null, received: null };
  const unplanned = { id: null, planned: null, sent: null };

  it('shows the first Alert not on record as sent', () => {
    expect(doubt([unsent, {}, unsent])).toEqual([
      '2 planned Alerts not on record as sent',
      `${key}: Alert number 0 was planned and is not on record as sent`,
      [0],
    ]);
  });

  it('shows the first Alert lost before the gate', () => {
    expect(doubt([{}, {}, { received: null }, { received: null }])).toEqual([
      '2 Alerts sent and lost before the gate',
      `${key}: Alert number 2 was sent and never received at the gate`,
      [2],
    ]);
  });

  it('shows the first Alert that nobody planned', () => {
    expect(doubt([{}, {}, { ...unplanned, device: 'B' }, unplanned])).toEqual([
      '2 Alerts arrived that nobody planned',
      'Device B, Alert 81C3: an Alert arrived that nobody planned',
      [null],
    ]);
  });

  it('shows the Alert that was furthest off its plan, of equals the first', () => {
    const off = (...sentMs: number[]) => sentMs.map((ms) => ({ at: 0, sent: ms * 1_000 }));
    expect(doubt(off(600, 700, 700, 650))).toEqual([
      '4 Alerts sent more than 500ms off plan',
      `${key}: Alert number 1 was sent 700.0ms after its planned moment`,
      [1],
    ]);
    expect(doubt(off(900, 0, 700))[2]).toEqual([0]);
    expect(foundBy(PACING_CHECK, historyOf(off(20, 0, 10))).measured).toBe(
      '3 planned, 3 sent, 3 received, 0 off plan, the worst by 20.0ms',
    );
  });

  it('gives every reason, and shows the first Alert that bears one out', () => {
    expect(doubt([unsent, { received: null }, unplanned], { interrupted: true })).toEqual([
      'the run was stopped before its plan was through; 1 planned Alert not on record as sent; ' +
        '1 Alert sent and lost before the gate; 1 Alert arrived that nobody planned',
      `${key}: Alert number 0 was planned and is not on record as sent`,
      [0],
    ]);
  });

  it('leaves a delivery from nowhere, which never reached the gate, to conservation', () => {
    expect(foundBy(PACING_CHECK, historyOf([{}, { ...unplanned, received: null, copies: 1 }])).verdict).toBe(
      'pass',
    );
  });

  it('cannot tell when fewer Alerts came with the quality of service asked for than came', () => {
    expect(foundBy(PACING_CHECK, historyOf([{}, {}], { receivedByQos: [0, 1, 0] })).reason).toBe(
      'arrivals by QoS 0, 1, 2 were 0, 1, 0; QoS 1 was asked for',
    );
  });

  it('counts a redelivered Alert once', () => {
    const finding = foundBy(PACING_CHECK, historyOf([{ id: 0 }, { id: 0 }]));
    expect(finding.verdict).toBe('pass');
    expect(finding.measured).toContain('1 planned, 1 sent, 2 received, 1 of them redelivered');
  });

  it('has nothing to check without a plan', () => {
    expect(foundBy(PACING_CHECK, historyOf([]))).toMatchObject({
      verdict: 'not-exercised',
      reason: 'nothing was planned',
    });
  });
});
