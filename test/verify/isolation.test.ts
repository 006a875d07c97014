import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../src/verify/checks/isolation.ts';
import { readTrace } from '../../src/verify/trace.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { untimedTrace } from './untimed.ts';

const check = (rows: Row[], profile = profileOf()) => checkIsolation(readTrace(historyOf(rows), profile));

const STORM: Row[] = [0, 1, 2, 3].map((at) => ({ at, device: 'A', code: '81C3' }));

describe('isolation', () => {
  it('holds when a storm leaves the other codes of its Device and its code of other Devices alone', () => {
    const rows = [...STORM, { at: 4, device: 'A', code: '81C2' }, { at: 5, device: 'B', code: '81C3' }];
    expect(check(rows)).toMatchObject({
      verdict: 'pass',
      exercised: 2,
      measured: '0 of 2 Alerts lost or marked, of 2 quiet keys beside a storm',
    });
  });

  it('breaks by one Alert lost on the same Device, shown with the storm’s last before it', () => {
    const finding = check([
      ...STORM,
      discarded({ at: 4, device: 'A', code: '81C2' }),
      { ...STORM[3], at: 9 },
    ]);
    expect(finding).toMatchObject({ verdict: 'fail', requirement: 'SECMP0062-1 (K3)' });
    expect(finding.witness?.sentence).toBe(
      'Device A, Alert 81C2: never above its threshold; yet the Alert received at 0:00:00.000004 was lost, ' +
        'while Device A, Alert 81C3 stormed, which shares its Device',
    );
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([3, 4]);
  });

  it('breaks by one Alert marked on another Device with the same code', () => {
    const finding = check([{ at: 0, device: 'B', seq: 1, count: 0 }, ...STORM]);
    expect(finding.witness?.sentence).toContain(
      'carries throttle metadata, while Device A, Alert 81C3 stormed',
    );
    expect(finding.witness?.sentence).toContain('shares its Alert Code');
    expect(finding.witness?.entries.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('says nothing of keys that share neither', () => {
    const rows = [...STORM, discarded({ at: 4, device: 'B', code: '81C2' })];
    expect(check(rows).verdict).toBe('not-exercised');
  });

  it('says nothing of two storms side by side, nor of an excluded storm', () => {
    const other = STORM.map((row) => discarded({ ...row, at: row.at! + 10, device: 'B' }));
    expect(check([...STORM, ...other]).verdict).toBe('not-exercised');
    const excluded = profileOf({ exclude: new Set([0x81c3]) });
    expect(check([...STORM, { at: 9, device: 'A', code: '81C2' }], excluded).verdict).toBe('not-exercised');
  });

  it('cannot tell without the time that counts', () => {
    expect(checkIsolation(untimedTrace()).verdict).toBe('inconclusive');
  });
});
