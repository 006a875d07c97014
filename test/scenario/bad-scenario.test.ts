// What each mistake in a scenario is told: one bad file per mistake, its expected diagnostics beside it.

import { describe, expect, test } from 'vitest';
import { BUILT_CHECKS } from '../../src/domain/check-id.ts';
import { badFiles, type Row, rowsOf } from './bad-file.ts';

const EXPECTED: Record<string, readonly Row[]> = {
  'scenario-alert-unquoted': [
    [
      12,
      12,
      '`alert` must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found 8002',
      'quote it: "8002"',
    ],
  ],
  'scenario-arrival-comb-too-long': [
    [13, 55, 'a train must end before the next one starts: 13 Alerts 5s apart take 1m; `every` is 1m', null],
  ],
  'scenario-arrival-pair-late': [
    [
      13,
      46,
      '`after` must be shorter than `every`, which is 1m; found 1m',
      'each pair is cleared before it is raised again',
    ],
  ],
  'scenario-arrival-pair-same': [
    [13, 31, '`clear` must be another Alert Code than the one that is raised, 8002', null],
  ],
  'scenario-arrival-pair-unquoted': [
    [
      13,
      22,
      '`every` is missing; it must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h',
      null,
    ],
    [
      13,
      31,
      '`clear` must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found 8085',
      'quote it: "8085"',
    ],
  ],
  'scenario-arrival-ramp-end': [
    [
      13,
      22,
      '`to` is missing; it must be a rate, possibly zero: a number per unit or duration, such as 1/h, 2.5/s or 3/10m',
      null,
    ],
  ],
  'scenario-arrival-ramp-flat': [
    [13, 16, 'a ramp must have a rate above zero at one end at least', 'such as `to: 2/s`'],
  ],
  'scenario-arrival-ramp-rate': [
    [
      13,
      39,
      '`to` must be a rate, possibly zero: a number per unit or duration, such as 1/h, 2.5/s or 3/10m; found fast',
      null,
    ],
    [13, 45, 'unknown key `ovr`', 'did you mean `over`?'],
  ],
  'scenario-arrival-missing': [
    [
      10,
      5,
      '`arrival` is missing; it must be the word `once`, or a map with one shape, such as `every: 5s` or `poisson: 10/h`',
      null,
    ],
  ],
  'scenario-arrival-none': [[13, 14, '`arrival` must have one shape; found none', 'such as `every: 5s`']],
  'scenario-arrival-two': [
    [
      13,
      27,
      '`arrival` must have one shape; found `every` and `poisson`',
      'write a second stream for the second shape',
    ],
  ],
  'scenario-arrival-unknown': [[13, 16, 'unknown key `evry`', 'did you mean `every`?']],
  'scenario-arrival-word': [
    [
      13,
      14,
      '`arrival` must be the word `once`, or a map with one shape, such as `every: 5s` or `poisson: 10/h`; found twice',
      null,
    ],
  ],
  'scenario-at-empty': [
    [13, 20, '`at` must be a list of at least one time, such as [5m, 90s]; found an empty list', null],
  ],
  'scenario-at-outside-from': [
    [13, 25, 'each time of `at` must fall before 10m, counted from 5m; found 6m', null],
  ],
  'scenario-at-outside': [[13, 25, 'each time of `at` must fall before 10m; found 10m', null]],
  'scenario-clock-ahead-and-behind': [
    [14, 25, '`behind` has no meaning beside `ahead`', 'keep one of the two'],
  ],
  'scenario-clock-differs': [
    [
      19,
      5,
      '02-53-50-01-00-00-00-03 has another clock in the stream `storm`; a Device has one clock',
      'say the same clock, or choose other Devices',
    ],
  ],
  'scenario-clock-differs-ids': [
    [
      19,
      5,
      '02-53-50-01-00-00-00-02 has another clock in the stream `storm`; a Device has one clock',
      'say the same clock, or choose other Devices',
    ],
  ],
  'scenario-clock-far': [
    [14, 22, '`behind` must be a duration above zero, at most 3650d, such as 5m; found 3651d', null],
  ],
  'scenario-clock-form': [
    [14, 12, '`clock` must be a map that says what is wrong with it, such as `ahead: 5m`; found 5m', null],
  ],
  'scenario-clock-gains-all': [[14, 21, '`gains` must be shorter than `per`, which is 1h; found 1h', null]],
  'scenario-clock-gains-and-loses': [
    [14, 25, '`loses` has no meaning beside `gains`', 'keep one of the two'],
  ],
  'scenario-clock-nothing': [
    [14, 12, '`clock` must say what is wrong with it; found nothing', 'such as `ahead: 5m`'],
  ],
  'scenario-clock-per-alone': [
    [14, 25, '`per` has no meaning without `gains` or `loses`', 'such as `gains: 2s`'],
  ],
  'scenario-clock-per-missing': [
    [14, 12, '`per` is missing; it must say in what time it loses so much', 'such as `loses: 2s, per: 1h`'],
  ],
  'scenario-clock-unknown-key': [[14, 14, 'unknown key `ahed`', 'did you mean `ahead`?']],
  'scenario-clock-zero': [
    [14, 22, '`within` must be a duration above zero, at most 3650d, such as 5m; found 0s', null],
  ],
  'scenario-claim-twice': [[14, 18, '`pacing` is claimed twice', 'once is enough']],
  'scenario-claim-unbuilt': [
    [
      14,
      24,
      `the check \`latency\` is not built yet; this version has ${BUILT_CHECKS.slice(0, -1)
        .map((id) => `\`${id}\``)
        .join(', ')} and \`${BUILT_CHECKS.at(-1)}\``,
      null,
    ],
  ],
  'scenario-claim-unknown': [[14, 10, 'no check is called `conversation`', 'did you mean `conservation`?']],
  'scenario-device-type': [[8, 23, 'unknown key `GMSE`', 'did you mean `GSME`?']],
  'scenario-expect-comparison': [
    [14, 10, '`=` is no comparison; use `<`, `<=`, `==`, `!=`, `>=` or `>`', 'did you mean `==`?'],
  ],
  'scenario-expect-count': [
    [14, 10, '`storm.discarded` is compared with a whole number of Alerts; found 5s', null],
  ],
  'scenario-expect-figure-far': [
    [
      14,
      10,
      'no figure is called `happiness`',
      'figures are written like `storm.discarded`, `total.discarded` and `latency.response.p99`',
    ],
  ],
  'scenario-expect-figure': [
    [14, 10, 'no figure is called `strom.discarded`', 'did you mean `storm.discarded`?'],
  ],
  'scenario-expect-form': [
    [
      14,
      10,
      'an expectation must be a figure, a comparison and a bound; found storm.discarded is 0',
      'write it like `storm.discarded > 0` or `latency.response.p99 < 50ms`',
    ],
  ],
  'scenario-expect-latency': [
    [
      14,
      10,
      '`latency.response.p99` is compared with a duration: a number with a unit, such as 250ms, 30s, 5m or 1h; found 50',
      null,
    ],
  ],
  'scenario-from-after-end': [
    [14, 11, '`from` must be before the end of the scenario at 10m; found 10m', null],
  ],
  'scenario-from-after-until': [[14, 11, '`from` must be before `until` at 4m; found 5m', null]],
  'scenario-include-directory': [
    [9, 11, '. cannot be read (unreadable)', 'check that it is a file and that you may read it'],
  ],
  'scenario-include-form': [
    [
      9,
      10,
      '`include` must be a list of paths of parts, such as [parts/fleet.yaml]; found parts/fleet.yaml',
      null,
    ],
  ],
  'scenario-include-missing': [
    [9, 11, 'parts/fleet.yaml is not there', 'the path is relative to the file that includes it'],
  ],
  'scenario-include-not-a-part': [[9, 11, 'no-part.txt is no part', 'a part starts with `part: 1`']],
  'scenario-include-profile': [
    [9, 11, '../../../profiles/illustrative.yaml is a profile, not a part', 'name it with `profile`'],
  ],
  'scenario-include-scenario': [
    [
      9,
      11,
      'scenario-qos.yaml is a scenario, not a part',
      'move what both share into a file that starts with `part: 1`',
    ],
  ],
  'scenario-include-too-many': [[9, 1, '`include` names 21 parts; at most 20 are possible', null]],
  'scenario-include-twice': [[9, 23, './fleet.part is included twice', 'once is enough']],
  'scenario-name-form': [
    [2, 7, '`name` must be a name in lower case, its words joined by `-`; found My Sample', null],
  ],
  'scenario-no-device': [
    [8, 12, 'the population has no Device', 'name at least one type, such as { ESME: 1 }'],
  ],
  'scenario-no-stream': [
    [9, 10, '`streams` must be a list of at least one stream; found an empty list', null],
  ],
  'scenario-nothing-to-send': [
    [
      1,
      1,
      '`duration` is missing; it must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h',
      null,
    ],
    [1, 1, '`population` is missing; it must be a map with `hubs` and `devices`', null],
    [1, 1, '`streams` is missing; it must be a list of streams', 'or name a recorded `trace` in their place'],
  ],
  'scenario-trace-and-streams': [
    [7, 1, '`population` has no meaning beside `trace`', 'keep one of the two'],
    [10, 1, '`streams` has no meaning beside `trace`', 'keep one of the two'],
  ],
  'scenario-trace-form': [
    [5, 8, '`file` is missing; it must be the path of a trace', null],
    [
      5,
      17,
      '`shift` must be a duration: a number with a unit, such as 250ms, 30s, 5m or 1h; found 10',
      'add a unit, such as `10s`',
    ],
    [5, 29, '`strict` must be `true` or `false`; found perhaps', null],
    [5, 38, 'unknown key `fil`', 'did you mean `file`?'],
  ],
  'scenario-trace-word': [[5, 8, '`trace` must be a map with `file`; found storm.csv', null]],
  'scenario-profile-missing': [[1, 1, '`profile` is missing; it must be the path of a profile file', null]],
  'scenario-qos': [[14, 6, '`qos` must be 0, 1 or 2; found 3', null]],
  'scenario-storm': [[14, 12, '`storm` must be `true` or `false`; found sometimes', null]],
  'scenario-rate': [
    [
      13,
      25,
      '`poisson` must be a rate above zero: a number per unit or duration, such as 1/h, 2.5/s or 3/10m; found 10',
      null,
    ],
  ],
  'scenario-recipient': [
    [
      13,
      16,
      '`recipient` must be `Supplier`, `NetworkOperator` or `DCC`; found Suplier',
      'did you mean `Supplier`?',
    ],
  ],
  'scenario-seed-negative': [[14, 7, '`seed` must be a whole number of at least 0; found -1', null]],
  'scenario-several': [
    [2, 7, '`name` must be a name in lower case, its words joined by `-`; found Sample', null],
    [8, 20, '`ESME` must be a whole number of at least 1 and at most 1000000; found 0', null],
    [11, 22, 'the population has no GSME', 'the population has `ESME`'],
    [14, 12, '`until` must not be after the end of the scenario at 10m; found 20m', null],
    [15, 10, 'no figure is called `storm.lost`', 'did you mean `storm.sent`?'],
  ],
  'scenario-stream-count': [
    [11, 35, 'the population has 10 ESME, not 11', 'leave `count` out to mean all of them'],
  ],
  'scenario-stream-name-form': [
    [
      10,
      11,
      '`name` must be a name in lower case: a letter, then letters, digits and `-`; found Storm',
      null,
    ],
  ],
  'scenario-stream-name-reserved': [
    [10, 11, 'no stream may be called `total`', 'figures use this word for the whole run: choose another'],
  ],
  'scenario-stream-name-twice': [[14, 11, 'two streams are called `storm`', 'give each its own name']],
  'scenario-stream-type-absent': [[11, 22, 'the population has no GSME', 'the population has `ESME`']],
  'scenario-time-scale': [
    [14, 12, '`timeScale` must be a number above zero, at most 1000000; found 0', null],
  ],
  'scenario-too-many-devices': [
    [6, 1, 'the population has 1200000 Devices; at most 1000000 are possible', null],
  ],
  'scenario-unknown-key': [
    [
      1,
      1,
      '`duration` is missing; it must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h',
      null,
    ],
    [4, 1, 'unknown key `duraton`', 'did you mean `duration`?'],
  ],
  'scenario-until-after-end': [
    [14, 12, '`until` must not be after the end of the scenario at 10m; found 11m', null],
  ],
  'scenario-devices-count-and-share': [
    [11, 38, '`share` has no meaning beside `count`', 'keep one of the two'],
  ],
  'scenario-devices-ids-empty': [
    [11, 21, '`ids` must be a list of at least one Device ID; found an empty list', null],
  ],
  'scenario-devices-ids-form': [
    [
      11,
      22,
      '`ids` item 1 must be a Device ID: eight hexadecimal octets joined by `-`; found 025350020000000A',
      null,
    ],
    [11, 40, '`ids` item 2 must be a Device ID: eight hexadecimal octets joined by `-`; found 5', null],
  ],
  'scenario-devices-ids-twice': [
    [11, 47, '02-53-50-02-00-00-00-0A is named twice', 'once is enough'],
    [11, 73, '`count` has no meaning beside `ids`', 'keep one of the two'],
  ],
  'scenario-devices-share-none': [
    [11, 35, '9.9% of 10 ESME is no Device', 'shares are rounded down to whole Devices'],
  ],
  'scenario-devices-shares-over': [
    [11, 46, 'the population has 20 GSME; after the first 12 there are 8 left, not 10', null],
  ],
  'scenario-devices-skip-and-count': [
    [11, 45, 'the population has 20 GSME; after the first 15 there are 5 left, not 6', null],
  ],
  'scenario-devices-ids-type': [
    [11, 34, '02-53-50-02-00-00-00-14 is of the type GSME, not ESME', 'leave `type` out: the ID says it'],
  ],
  'scenario-devices-ids-unknown': [
    [
      11,
      22,
      'the population has no Device 00-DB-12-34-56-78-90-01',
      'its ESME are 02-53-50-01-00-00-00-01 to 02-53-50-01-00-00-00-0A',
    ],
    [
      11,
      47,
      'the population has no Device 02-53-50-02-00-00-00-15',
      'its GSME are 02-53-50-02-00-00-00-01 to 02-53-50-02-00-00-00-14',
    ],
    [
      11,
      72,
      'the population has no Device 02-53-50-03-00-00-00-01',
      'its ESME are 02-53-50-01-00-00-00-01 to 02-53-50-01-00-00-00-0A',
    ],
  ],
  'scenario-devices-missing': [
    [
      11,
      14,
      '`type` is missing; it must be `ESME`, `GSME`, `GPF`, `CHF`, `HCALCS`, `PPMID`, `IHD` or `CAD`',
      'or name single Devices with `ids`',
    ],
  ],
  'scenario-devices-share-form': [
    [11, 35, '`share` must be a share above 0% and at most 100%, such as 10% or 12.5%; found 0.1', null],
  ],
  'scenario-devices-skip-all': [[11, 34, 'the population has 10 ESME; none is left after skipping 10', null]],
  'scenario-resend-after-missing': [
    [
      14,
      13,
      '`after` is missing; it must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h',
      null,
    ],
  ],
  'scenario-resend-after-zero': [
    [
      14,
      22,
      '`after` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found 0s',
      null,
    ],
  ],
  'scenario-resend-form': [
    [
      14,
      13,
      '`resend` must be a map with `after`, and `share` and `times` unless all are sent again once; found 3s',
      null,
    ],
  ],
  'scenario-resend-never': [
    [
      15,
      22,
      '`after` must be shorter than the stream, which lasts 6m; found 6m',
      'nothing is sent at or after the end of a stream',
    ],
  ],
  'scenario-resend-share-form': [
    [14, 22, '`share` must be a share above 0% and at most 100%, such as 10% or 12.5%; found 0.2', null],
  ],
  'scenario-resend-share-none': [
    [14, 22, '`share` must be a share above 0% and at most 100%, such as 10% or 12.5%; found 0%', null],
  ],
  'scenario-resend-times': [
    [14, 33, '`times` must be a whole number of at least 1 and at most 1000; found 1001', null],
  ],
  'scenario-resend-unknown-key': [[14, 26, 'unknown key `time`', 'did you mean `times`?']],
  'scenario-vary-empty': [
    [15, 13, '`duration` must be a list of at least one value; found an empty list', null],
  ],
  'scenario-vary-form': [[15, 13, '`duration` must be a list of values; found 5m', null]],
  'scenario-vary-too-many': [[14, 1, '`vary` makes 110 runs; at most 100 are possible', null]],
  'scenario-vary-twice': [[15, 16, '1 stands here twice', 'once is enough']],
};

describe('A bad scenario is refused with every mistake at its place', () => {
  test('and every bad file is in the table', () => {
    expect(badFiles('scenario')).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(Object.keys(EXPECTED))('as in %s.yaml', (name) => {
    expect(rowsOf(name)).toEqual(EXPECTED[name]);
  });
});
