// The catalogue: known facts in full, unknown ones as null, and searches by whatever a tester has at hand.

import { describe, expect, it } from 'vitest';
import { alertByCode, searchAlerts } from '../../src/domain/alert-catalogue.ts';
import { readCatalogueRow } from '../../src/domain/alert-catalogue-row.ts';
import { formatAlertCode } from '../../src/domain/alert-code.ts';

const codes = (query: string): string[] => searchAlerts(query).map(({ code }) => formatAlertCode(code));

describe('the catalogue', () => {
  it('holds 190 codes, each once, in order, each with a name of its own', () => {
    const all = searchAlerts().map(({ code }) => code);
    expect(all).toHaveLength(190);
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
    expect(new Set(searchAlerts().map(({ name }) => name)).size).toBe(190);
  });

  it('knows what is known of a code', () => {
    expect(alertByCode(0x8f36)).toEqual({
      code: 0x8f36,
      name: 'Supply outage restored after 3 minutes or more',
      deviceTypes: ['ESME'],
      deviceTypesBasis: 'documented',
      critical: true,
      sentOverWan: true,
      configurable: false,
      recipients: ['NetworkOperator'],
      note: null,
    });
    expect(alertByCode(0x81c3)).toMatchObject({ critical: false, sentOverWan: null, configurable: true });
    expect(alertByCode(0x8145)).toMatchObject({ sentOverWan: false, recipients: null });
    expect(alertByCode(0x8f12)).toMatchObject({ deviceTypes: ['CHF'], critical: false, recipients: ['DCC'] });
    expect(alertByCode(0x8f75)?.note).toMatch(/exempt from throttling/);
  });

  it('invents nothing: what no source gives is null, and what a name suggests says so', () => {
    expect(alertByCode(0x8f32)).toMatchObject({
      deviceTypes: null,
      deviceTypesBasis: null,
      critical: null,
      sentOverWan: null,
      recipients: null,
    });
    expect(alertByCode(0x8f21)).toMatchObject({ deviceTypes: ['CHF'], deviceTypesBasis: 'inferred' });
    const count = (of: (entry: ReturnType<typeof searchAlerts>[number]) => unknown, is: unknown): number =>
      searchAlerts().filter((entry) => of(entry) === is).length;
    expect([true, false, null].map((is) => count(({ critical }) => critical, is))).toEqual([36, 113, 41]);
    expect(count(({ deviceTypesBasis }) => deviceTypesBasis, 'inferred')).toBe(20);
    expect(count(({ recipients }) => recipients, null)).toBe(50);
    expect(count(({ configurable }) => configurable, true)).toBe(104);
  });

  it('has nothing on a code that no list holds', () => {
    expect(alertByCode(0x8abc)).toBeUndefined();
    expect(alertByCode(-1)).toBeUndefined();
  });

  it('never calls a code critical that Service Request 6.22 can switch off', () => {
    expect(searchAlerts().filter(({ configurable, critical }) => configurable && critical !== false)).toEqual(
      [],
    );
  });
});

describe('a search', () => {
  it.each([
    ['a code', '81C3', ['81C3']],
    ['a code as it is written elsewhere', '0x8f3d', ['8F3D']],
    ['part of a name', 'tilt', ['81C2', '81C3']],
    ['a Device type', 'ppmid', ['8F89', '8F8A', '8F8B']],
    ['several words, in any order', 'ended Tilt', ['81C2']],
    ['words that fit nothing', 'tilt ESME', []],
  ])('finds by %s', (_, query, expected) => {
    expect(codes(query)).toEqual(expected);
  });

  it('finds by the beginning of a code and by part of a recipient', () => {
    expect(codes('8F3')).toHaveLength(15);
    expect(codes('wan')).toEqual(expect.arrayContaining(['8F1B', '8F78']));
    expect(codes('network')).toHaveLength(61);
  });
});

describe('a line of the table', () => {
  it.each([
    '',
    '8002',
    '80G2 ESME no ? yes N Name',
    '8002 ESMX no ? yes N Name',
    '8002 ESME no ? yes X Name',
  ])('is refused when it is none: %j', (line) => {
    expect(() => readCatalogueRow(line)).toThrow(/no line of the Alert catalogue/);
  });
});
