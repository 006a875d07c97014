import { describe, expect, it } from 'vitest';
import { ISOLATION } from '../../src/verify/checks/isolation.ts';
import { foundBy } from './found-by.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';
import { untimed } from './untimed.ts';

const check = (rows: Row[], profile = profileOf()) => foundBy(ISOLATION, historyOf(rows), profile);

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

  const other = (at: number): Row => ({ at, device: 'Z', code: '0001' });
  const quiet = (at: number): Row => discarded({ at, device: 'A', code: '81C2' });
  const stormAt = (device: string, code: string, ...timesUs: number[]): Row[] =>
    timesUs.map((at) => ({ at, device, code }));
  const shown = (rows: Row[]) => check(rows).witness?.entries.map(({ id }) => id);

  it('shows the storm that shares Device or Alert Code, not one that came later and shares neither', () => {
    const strange = stormAt('Y', '0002', 4, 4, 4, 4);
    expect(shown([...STORM, ...strange, quiet(5)])).toEqual([3, 8]);
    const sameCode = stormAt('Y', '81C2', 4, 4, 4, 4);
    expect(shown([...STORM, ...sameCode, quiet(5)])).toEqual([7, 8]);
    expect(shown([...sameCode, ...STORM.map((row) => ({ ...row, at: 5 })), quiet(6)])).toEqual([7, 8]);
  });

  it('names what the Alert shares with the storm it shows', () => {
    const sameCode = stormAt('Y', '81C2', 4, 4, 4, 4);
    expect(check([...STORM, ...sameCode, quiet(5)]).witness?.sentence).toContain(
      'while Device Y, Alert 81C2 stormed, which shares its Alert Code',
    );
  });

  it('shows the storm’s last Alert before, though it be the first of all', () => {
    expect(shown([STORM[0]!, other(1), quiet(2), ...stormAt('A', '81C3', 3, 4, 5)])).toEqual([0, 2]);
  });

  it('shows the first Alert of the storms beside it when all of them came later', () => {
    expect(shown([quiet(0), other(1), ...stormAt('A', '81C3', 2, 3, 4, 5)])).toEqual([0, 2]);
    const [early, late] = [stormAt('B', '81C2', 2, 2, 2, 2), stormAt('A', '81C3', 3, 3, 3, 3)];
    expect(shown([quiet(0), other(1), ...early, ...late])).toEqual([0, 2]);
    const [first, second] = [stormAt('A', '81C3', 2, 2, 2, 2), stormAt('B', '81C2', 3, 3, 3, 3)];
    expect(shown([quiet(0), other(1), ...first, ...second])).toEqual([0, 2]);
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
    expect(foundBy(ISOLATION, ...untimed()).verdict).toBe('inconclusive');
  });
});
