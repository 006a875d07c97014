// A scenario in several files: every mistake is shown in the file it is in, at its place there.

import { describe, expect, it } from 'vitest';
import type { InputError } from '../../src/domain/diagnostic.ts';
import { faultsOf } from './faults-of.ts';
import { FLEET, parse, part, STORM } from './storm-in-parts.ts';

describe('what is wrong is shown where it is written', () => {
  it('in the form of a part, which is checked even where nobody listens to it', () => {
    const bad = FLEET.replace('10m', '10')
      .replace('8F0A', '8F0')
      .replace('claims: [conservation]', 'claims: [conservation, 5]\ncolour: red');
    expect(faultsOf(() => parse(STORM, [part(bad)]))).toEqual([
      [
        '/here/parts/fleet.yaml:3:11',
        '`duration` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found 10',
        'add a unit, such as `10s`',
      ],
      [
        '/here/parts/fleet.yaml:6:24',
        '`claims` item 2 must be the name of a check; found 5',
        'quote it: "5"',
      ],
      [
        '/here/parts/fleet.yaml:7:1',
        'unknown key `colour`',
        'the keys here are `part`, `description`, `requirements`, `claims`, `seed`, `duration`, `timeScale`, `qos`, ' +
          '`profile`, `population`, `streams`, `trace` and `expect`',
      ],
      [
        '/here/parts/fleet.yaml:9:54',
        '`alert` must be an Alert Code in quotes: four hexadecimal digits, such as 81C3; found "8F0"',
        null,
      ],
    ]);
    const overridden = faultsOf(() => parse(`${STORM}seed: 3\n`, [part(`${FLEET}seed: three\n`)]));
    expect(overridden).toEqual([
      ['/here/parts/fleet.yaml:10:7', '`seed` must be a whole number of at least 0; found three', null],
    ]);
  });

  it('between settings of different files: in the stream that asks for too much, whoever gives the population', () => {
    const few = FLEET.replace('hubs: 3', 'hubs: 1').replace('type: GSME }', 'type: GSME, count: 3 }');
    const storm = STORM.replace('arrival:', 'until: 11m, arrival:').replace(
      'storm.discarded',
      'strom.discarded',
    );
    expect(faultsOf(() => parse(storm, [part(few)]))).toEqual([
      ['storm.yaml:8:67', '`until` must not be after the end of the scenario at 10m; found 11m', null],
      ['storm.yaml:9:10', 'no figure is called `strom.discarded`', 'did you mean `storm.discarded`?'],
      [
        '/here/parts/fleet.yaml:8:52',
        'the population has 2 GSME, not 3',
        'leave `count` out to mean all of them',
      ],
    ]);
  });

  it('in a name that two files have: at the later place', () => {
    const same = STORM.replace('name: storm', 'name: billing').replace('storm.', 'billing.');
    expect(faultsOf(() => parse(same))).toEqual([
      ['storm.yaml:8:13', 'two streams are called `billing`', 'give each its own name'],
    ]);
    const parts = [
      part(FLEET),
      part(`part: 1\nstreams: ${FLEET.split('streams:')[1]!.split('expect')[0]}`, 'b.yaml'),
    ];
    expect(faultsOf(() => parse(STORM.replace('include: [', 'include: [b.yaml, '), parts))).toEqual([
      ['/here/parts/fleet.yaml:8:13', 'two streams are called `billing`', 'give each its own name'],
    ]);
  });

  it('in a claim that one file makes twice, though another may repeat it', () => {
    expect(faultsOf(() => parse(STORM.replace('[decisions,', '[conservation,')))).toEqual([
      ['storm.yaml:5:24', '`conservation` is claimed twice', 'once is enough'],
    ]);
    expect(faultsOf(() => parse(STORM, [part(FLEET.replace('[conservation]', '[pacing, pacing]'))]))).toEqual(
      [['/here/parts/fleet.yaml:6:18', '`pacing` is claimed twice', 'once is enough']],
    );
  });

  it('in the number of an item as its own file counts', () => {
    expect(faultsOf(() => parse(STORM.replace('["storm.discarded > 0"]', '["storm.sent > 0", 7]')))).toEqual([
      ['storm.yaml:9:28', '`expect` item 2 must be text in quotes; found 7', 'quote it: "7"'],
    ]);
  });

  it('in what no file says: in the scenario', () => {
    expect(faultsOf(() => parse(STORM, [part(FLEET.replace(/^population.*$/m, ''))]))).toEqual([
      ['storm.yaml:1:1', '`population` is missing; it must be a map with `hubs` and `devices`', null],
    ]);
    expect(faultsOf(() => parse(STORM, [part(FLEET.replace('hubs: 3, ', ''))])).slice(0, 1)).toEqual([
      [
        '/here/parts/fleet.yaml:4:13',
        '`hubs` is missing; it must be a whole number of at least 1 and at most 1000000',
        null,
      ],
    ]);
  });

  it('in a list that is none, in its own file', () => {
    const ofPart = faultsOf(() =>
      parse(STORM, [part(FLEET.replace(/^requirements.*$/m, 'requirements: R-1'))]),
    );
    expect(ofPart).toEqual([
      ['/here/parts/fleet.yaml:5:15', '`requirements` must be a list of requirement names; found R-1', null],
    ]);
    expect(faultsOf(() => parse(STORM.replace(/^requirements.*$/m, 'requirements: R-1')))).toEqual([
      ['storm.yaml:6:15', '`requirements` must be a list of requirement names; found R-1', null],
    ]);
  });

  it('in the YAML of a part: alone, for nothing can be said of the whole', () => {
    const broken = `${FLEET}  }`;
    expect(faultsOf(() => parse(STORM, [part(broken)]))).toEqual([
      [
        '/here/parts/fleet.yaml:10:3',
        'not valid YAML: unexpected flow-map-end token in YAML stream: "}"',
        null,
      ],
    ]);
    expect(faultsOf(() => parse(STORM, [part(`${FLEET}8002: x\n`)]))).toEqual([
      ['/here/parts/fleet.yaml:10:1', 'the key 8002 is not text', 'quote it: "8002"'],
    ]);
  });

  it('in a setting from outside, at its own place', () => {
    expect(faultsOf(() => parse(STORM, undefined, 'streams.billing.from=1', 'include=[]'))).toEqual([
      ['--set:1:9', '`include` cannot be set from outside', null],
      [
        '--set:1:22',
        '`from` must be a duration: a number with a unit, such as 250ms, 30s, 5m or 1h; found 1',
        'add a unit, such as `1s`',
      ],
    ]);
  });

  it('and the mistakes are counted for the one file that has them, or for the scenario', () => {
    const message = (work: () => unknown) => {
      try {
        work();
      } catch (thrown) {
        return (thrown as InputError).message;
      }
      return expect.unreachable();
    };
    const bad = part(FLEET.replace('10m', '10'));
    expect(message(() => parse(STORM, [bad]))).toBe('1 mistake in /here/parts/fleet.yaml');
    expect(message(() => parse(`${STORM}seed: x\n`, [bad]))).toBe('2 mistakes in storm.yaml');
  });
});
