// The profiles of neighbouring designs: each is sound, says what it is, and throttles as the design it is named after.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { decide } from './in-short.ts';

const FOLDER = new URL('../../profiles/neighbours/', import.meta.url);
const S = 1_000_000;
const H = 3_600 * S;

const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const profile = (name: string) => parseProfile(read(`${name}.yaml`), `${name}.yaml`);

/** So many Alerts from `fromUs` on, `stepUs` apart. */
const storm = (count: number, fromUs: number, stepUs: number) =>
  Array.from({ length: count }, (_, n) => fromUs + n * stepUs);

const plus = (count: number) => Array(count).fill('+');
const minus = (count: number) => Array(count).fill('-');

describe('Each profile of a neighbouring design', () => {
  test.each(readdirSync(FOLDER))('%s parses, is named like its file, and says what it leaves out', (file) => {
    const { name, provenance } = profile(file.replace('.yaml', ''));
    expect(`${name}.yaml`).toBe(file);
    expect(provenance.status).toBe('illustrative');
    for (const word of ['Known:', 'Illustrative:', 'Not expressed:', 'Source:']) {
      expect(read(file)).toContain(`# ${word}`);
    }
  });
});

describe('Broadcom NAS', () => {
  test('ends a storm when the remaining count drops below the threshold, and not at the threshold', () => {
    const nas = profile('broadcom-nas');
    expect(nas.default.release).toEqual({ rule: 'below', clear: nas.default.threshold - 1 });
    const start = [...storm(10, 0, S), 10 * S];
    expect(decide(nas, [...start, 301 * S])).toBe([...plus(10), '-', '-'].join(' '));
    expect(decide(nas, [...start, 302 * S])).toBe([...plus(10), '-', '+'].join(' '));
  });
});

describe('Oracle EAGLE GTT', () => {
  test('drops everything above the threshold for the rest of each window of 30 s, without a copy', () => {
    const window = [...plus(10), ...minus(20)];
    expect(decide(profile('oracle-eagle-gtt'), storm(90, 0, S))).toBe(
      [...window, ...window, ...window].join(' '),
    );
  });

  test('drops nothing of the next window, even when it engaged at the very start of this one', () => {
    const arrivals = [...storm(11, 0, 0), 30 * S - 1, 30 * S];
    expect(decide(profile('oracle-eagle-gtt'), arrivals)).toBe([...plus(10), '-', '-', '+'].join(' '));
  });
});

describe('Cisco Call Home', () => {
  test('lets 30 through in the 2 h from the first, then none until they have passed', () => {
    const arrivals = [...storm(40, H / 2, 60 * S), 2.5 * H - 1, 2.5 * H];
    expect(decide(profile('cisco-call-home'), arrivals)).toBe([...plus(30), ...minus(11), '+'].join(' '));
  });
});

describe('Edgecore', () => {
  test('clears at a lower threshold than it fires at', () => {
    const { threshold, release } = profile('edgecore-traffic-control').default;
    expect(release).toEqual({ rule: 'below', clear: 5 });
    expect(threshold).toBe(10);
  });
});

describe('Curity', () => {
  test('counts in a sliding window', () => {
    expect(profile('curity-alarms').default.window.shape).toBe('sliding');
  });
});
