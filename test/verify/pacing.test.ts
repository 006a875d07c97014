import { describe, expect, it } from 'vitest';
import { checkPacing } from '../../src/verify/checks/pacing.ts';
import { historyOf } from './history-of.ts';

const hundred = Array.from({ length: 100 }, (_, n) => ({ at: n }));

describe('pacing', () => {
  it('holds when everything planned was sent on time and arrived', () => {
    expect(checkPacing(historyOf(hundred))).toEqual({
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
    expect(checkPacing(historyOf(late(1))).verdict).toBe('pass');
    const finding = checkPacing(historyOf(late(2)));
    expect(finding.verdict).toBe('inconclusive');
    expect(finding.reason).toBe('2 Alerts sent more than 500ms off plan');
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
    expect(finding.witness?.sentence).toContain('was sent 500.0ms after its planned moment');
  });

  it('does not call an Alert late at exactly the limit', () => {
    expect(checkPacing(historyOf([{ at: 0, sent: 500_000 }])).verdict).toBe('pass');
  });

  it('measures lateness in wall time', () => {
    const row = { at: 0, sent: 30_000_000 };
    expect(checkPacing(historyOf([row], { timeScale: 60 })).verdict).toBe('pass');
    expect(checkPacing(historyOf([row], { timeScale: 59 })).verdict).toBe('inconclusive');
  });

  it('does not believe a sender that runs ahead of its plan', () => {
    const finding = checkPacing(historyOf([{ at: 600_000, sent: 0 }]));
    expect(finding.verdict).toBe('inconclusive');
    expect(finding.witness?.sentence).toContain('600.0ms before its planned moment');
  });

  it('cannot tell when a planned Alert was never sent', () => {
    const finding = checkPacing(historyOf([{}, { sent: null, received: null }]));
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      reason: '1 planned Alert not on record as sent',
    });
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([1]);
  });

  it('cannot tell when a planned Alert is in no row at all', () => {
    expect(checkPacing(historyOf([{}], { planned: 2 })).reason).toBe(
      '1 planned Alert left no trace in the history',
    );
  });

  it('cannot tell when an Alert was lost before the gate, and says what was refused', () => {
    const finding = checkPacing(historyOf([{}, { received: null }], { refused: { 'not a topic': 1 } }));
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      reason: '1 Alert sent and lost before the gate',
    });
    expect(finding.measured).toContain('1 refused (not a topic)');
  });

  it('cannot tell when Alerts came with another quality of service than asked for', () => {
    const finding = checkPacing(historyOf([{}, {}], { receivedByQos: [1, 1, 0] }));
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      reason: 'arrivals by QoS 0, 1, 2 were 1, 1, 0; QoS 1 was asked for',
    });
  });

  it('cannot tell when more Alerts came than the history holds, of another quality of service', () => {
    expect(checkPacing(historyOf([{}], { receivedByQos: [1, 1, 0] })).verdict).toBe('inconclusive');
  });

  it('cannot tell when the run was stopped early', () => {
    const finding = checkPacing(historyOf([{}], { interrupted: true }));
    expect(finding).toMatchObject({ verdict: 'inconclusive', witness: null });
    expect(finding.reason).toContain('stopped before its plan was through');
  });

  it('cannot tell when Alerts arrived that nobody planned', () => {
    const finding = checkPacing(historyOf([{}, { id: null, planned: null, sent: null }]));
    expect(finding.reason).toBe('1 Alert arrived that nobody planned');
  });

  it('counts a redelivered Alert once', () => {
    const finding = checkPacing(historyOf([{ id: 0 }, { id: 0 }]));
    expect(finding.verdict).toBe('pass');
    expect(finding.measured).toContain('1 planned, 1 sent, 2 received, 1 of them redelivered');
  });

  it('has nothing to check without a plan', () => {
    expect(checkPacing(historyOf([])).verdict).toBe('not-exercised');
  });
});
