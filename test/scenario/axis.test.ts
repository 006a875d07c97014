// Texts of axes: values, ranges, quoted things and whole maps; and every way of writing nonsense, told with its place.

import { describe, expect, it, test } from 'vitest';
import { MAX_SWEEP_CELLS } from '../../src/domain/limits.ts';
import { readAxes } from '../../src/scenario/axis.ts';
import { readSetting } from '../../src/scenario/setting.ts';
import { faultsOf } from './faults-of.ts';

const valuesOf = (text: string): unknown[] =>
  readAxes([`a.b=${text}`], [])[0]!.settings.map(({ value }) => value);

/** What is wrong with these axes. */
const faults = (texts: readonly string[], set: readonly string[] = []) =>
  faultsOf(() =>
    readAxes(
      texts,
      set.map((text) => readSetting(text)!),
    ),
  );

const faultOf = (text: string): string[] =>
  faults([`a.b=${text}`]).map(([place, message]) => `${place} ${message}`);

describe('values', () => {
  test.each([
    ['5,10, 20', [5, 10, 20]],
    ['30m,1h', ['30m', '1h']],
    ['sliding,tumbling', ['sliding', 'tumbling']],
    ['"8002","81C3"', ['8002', '81C3']],
    ['true,false,~', [true, false, null]],
    ['1/h,2.5/s', ['1/h', '2.5/s']],
    ['{ rule: quiet, for: 1h }, {rule: window}', [{ rule: 'quiet', for: '1h' }, { rule: 'window' }]],
    ['[a, b],[c]', [['a', 'b'], ['c']]],
    ['../one.yaml,../other.yaml', ['../one.yaml', '../other.yaml']],
    ['"5..7"', ['5..7']],
    ['5', [5]],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it('know the text and the place they came from', () => {
    const [axis] = readAxes(['a.b=5, 10..20:10'], []);
    expect(axis!.path).toBe('a.b');
    expect(axis!.settings.map(({ place }) => `${place?.file}:${place?.line}:${place?.column}`)).toEqual([
      '--vary:1:5',
      '--vary:1:8',
      '--vary:1:8',
    ]);
  });
});

describe('ranges', () => {
  test.each([
    ['5..20:5', [5, 10, 15, 20]],
    ['5..19:5', [5, 10, 15]],
    ['1..4', [1, 2, 3, 4]],
    ['7..7', [7]],
    ['10m..1h:10m', ['10m', '20m', '30m', '40m', '50m', '1h']],
    ['500ms..2s:500ms', ['500ms', '1s', '1500ms', '2s']],
    ['0s..1s:1s', ['0us', '1s']],
    ['1,5..10:5,20', [1, 5, 10, 20]],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test.each([
    ['5..10:0', '`5..10:0` never leaves its first value'],
    ['10..5', '`10..5` ends before it begins'],
    ['1h..10m:10m', '`1h..10m:10m` ends before it begins'],
    ['5..10:1m', '`5..10:1m` is no range of whole numbers, nor of durations'],
    ['10m..1h:5', '`10m..1h:5` is no range of whole numbers, nor of durations'],
    ['a..c', '`a..c` is no range of whole numbers, nor of durations'],
    ['1/h..5/h:1/h', '`1/h..5/h:1/h` is no range'],
    ['5..', '`5..` is no range'],
    ['..5', '`..5` is no range'],
    ['5...7', '`5...7` is no range'],
    ['5..6..7', '`5..6..7` is no range'],
    ['-3..3', '`-3..3` is no range'],
    ['10m..1h', 'the range `10m..1h` has no step'],
    ['1..99999999999999999999', '`1..99999999999999999999` is no range of whole numbers, nor of durations'],
    ['1..9007199254740991', `has 9007199254740991 values; at most ${MAX_SWEEP_CELLS} are possible`],
  ])('refuses %s', (text, message) => {
    const [fault, ...others] = faultOf(`1,${text}`);
    expect(fault).toMatch(/^--vary:1:7 /);
    expect(fault).toContain(message);
    expect(others).toEqual([]);
  });

  it('names the step that is missing', () => {
    expect(faults(['a.b=10m..1h'])).toEqual([
      ['--vary:1:5', 'the range `10m..1h` has no step', 'add one: `10m..1h:10m`'],
    ]);
  });
});

describe('nonsense is told with its place', () => {
  test.each([
    ['a.b=', '--vary:1:5 there is no value'],
    ['a.b= ', '--vary:1:5 there is no value'],
    ['a.b=5,', '--vary:1:6 there is no value after this comma'],
    ['a.b=5,,6', '--vary:1:7 this is no list of values: unexpected , in flow sequence'],
    ['a.b=,5', '--vary:1:5 this is no list of values: unexpected , in flow sequence'],
    ['a.b=5,"x', '--vary:1:9 this is no list of values: missing closing "quote'],
    ['a.b=5],[6', '--vary:1:7 this is no list of values: unexpected scalar at node end'],
    ['a.b=5 # six', '--vary:1:12 this is no list of values: flow sequence must end with a ]'],
    ['a.b=!!x 5', '--vary:1:5 this is no list of values: unresolved tag: tag:yaml.org,2002:x'],
    ['a.b=5..20: 5', '--vary:1:5 `5..20: 5` is no value'],
    ['a.b', '--vary:1:1 `a.b` is no path with values'],
    ['=5', '--vary:1:1 `=5` is no path with values'],
    ['a..b=5', '--vary:1:1 `a..b` is no path'],
    ['a.b=5,6,5', '--vary:1:9 5 is given twice'],
    ['a.b=5,1..9:4', '--vary:1:7 5 is given twice'],
    ['a.b=60m,1h', '--vary:1:9 1h is 60m, which is given already'],
    ['a.b=\n5,5', '--vary:2:3 5 is given twice'],
  ])('%j', (text, fault) => {
    expect(faults([text]).map(([place, message]) => `${place} ${message}`)).toEqual([fault]);
  });

  it('of all texts at once', () => {
    expect(faults(['a=1,1', 'b', 'c=1']).map(([, message]) => message)).toEqual([
      '1 is given twice',
      '`b` is no path with values',
    ]);
  });

  it('where two axes, or an axis and a setting, are about the same', () => {
    expect(faults(['a=1', 'a=2'])).toEqual([
      ['--vary:1:1', '`a` varies twice', 'give all its values in one --vary'],
    ]);
    for (const texts of [
      ['a.b=1', 'a=2'],
      ['a=2', 'a.b=1'],
    ]) {
      expect(faults(texts).map(([, message]) => message)).toEqual([
        '`a.b` lies within `a`, which varies as a whole',
      ]);
    }
    expect(faults(['a=1', 'ab=2'])).toEqual([]);
    expect(faults(['a=1,2'], ['a=3'])).toEqual([
      ['--vary:1:1', '`a` is set with --set and cannot vary, too', 'leave one of the two out'],
    ]);
  });
});
