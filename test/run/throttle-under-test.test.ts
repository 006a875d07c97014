// From what a caller names as the throttle to one that can be judged: modules good and bad, factories good and bad.

import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import type { StormError } from '../../src/domain/failure.ts';
import { loadThrottle } from '../../src/run/load-throttle.ts';
import { throttleUnderTest } from '../../src/run/throttle-under-test.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { profileOf } from '../verify/profile-of.ts';

const GOOD =
  "export default () => ({ trackedKeys: 0, decide: () => ({ outcome: 'deliver', reason: 'good' }) });\n";
const ARRIVAL = { deviceId: 'A', alertCode: 0x81c3, originatorCounter: 3, timeUs: 5 };

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stormproof-'));
});
afterAll(() => rm(directory, { recursive: true }));

const moduleOf = async (name: string, text: string): Promise<string> => {
  const path = join(directory, name);
  await writeFile(path, text);
  return path;
};

const refused = (work: Promise<unknown>): Promise<StormError> =>
  work.then(
    () => expect.unreachable('it was not refused'),
    (failure: StormError) => failure,
  );

describe('the throttle under test', () => {
  it('is the shipped one when none is asked for, or when it is', async () => {
    for (const asked of [undefined, createThrottle]) {
      expect(await throttleUnderTest(asked)).toEqual({
        identity: { name: 'stormproof', source: 'shipped' },
        make: createThrottle,
        makeForPractice: createThrottle,
      });
    }
  });

  it('is known by name, path and hash when it is a module', async () => {
    const path = relative(process.cwd(), await moduleOf('mine.mjs', GOOD));
    const { identity, make } = await throttleUnderTest(path);
    const sha256 = createHash('sha256').update(GOOD).digest('hex');
    expect(identity).toEqual({ name: 'mine', source: 'plug-in', path, sha256 });
    expect(make(profileOf(), new ManualClock()).decide(ARRIVAL)).toEqual({
      outcome: 'deliver',
      reason: 'good',
    });
  });

  it('is not the one to practise with', async () => {
    const path = await moduleOf('mine.mjs', GOOD);
    const { makeForPractice } = await throttleUnderTest(path);
    const shipped = createThrottle(profileOf(), new ManualClock());
    expect(makeForPractice(profileOf(), new ManualClock()).decide(ARRIVAL)).toEqual(shipped.decide(ARRIVAL));
  });

  it('is known by name alone when it is a function', async () => {
    const mine: ThrottleFactory = (profile, clock) => createThrottle(profile, clock);
    expect((await throttleUnderTest(mine)).identity).toEqual({ name: 'mine', source: 'plug-in' });
  });

  it('is loaded again when its file was changed', async () => {
    const path = await moduleOf('changing.mjs', GOOD);
    const reasonNow = async () =>
      (await throttleUnderTest(path)).make(profileOf(), new ManualClock()).decide(ARRIVAL).reason;
    expect(await reasonNow()).toBe('good');
    await moduleOf('changing.mjs', GOOD.replace("'good'", "'better'"));
    expect(await reasonNow()).toBe('better');
  });

  it('gets a frozen profile and a clock of its own, so that it can spoil neither', async () => {
    const profile = profileOf({ exclude: new Set([1]) });
    const clock = new ManualClock();
    clock.moveTo(42);
    const spoiler: ThrottleFactory = (given, watch) => {
      (given.exclude as Set<number>).clear();
      expect(given).toEqual({ ...profile, exclude: new Set() });
      expect([given, given.default, given.default.window].every(Object.isFrozen)).toBe(true);
      expect([watch.nowUs(), Object.keys(watch)]).toEqual([42, ['nowUs']]);
      return createThrottle(given, watch);
    };
    (await throttleUnderTest(spoiler)).make(profile, clock);
    expect(profile.exclude).toEqual(new Set([1]));
  });
});

describe('a module that is no throttle', () => {
  it('is missing', async () => {
    const failure = await refused(throttleUnderTest(join(directory, 'nowhere.mjs')));
    expect(failure).toMatchObject({ kind: 'file-missing', exitCode: 2 });
    expect(failure.message).toMatch(/^throttle not found: .*nowhere\.mjs$/);
  });

  it('is a directory', async () => {
    expect(await refused(throttleUnderTest(directory))).toMatchObject({
      kind: 'file-unreadable',
      exitCode: 2,
    });
  });

  it.each<[what: string, text: string, problem: string]>([
    ['throws while it loads', "throw new Error('no licence');", 'it does not load: no licence'],
    ['has no default export', 'export const throttle = 1;', 'it has no default export'],
    ['exports something else', 'export default { threshold: 5 };', 'its default export is an object'],
  ])('%s', async (what, text, problem) => {
    const path = await moduleOf(`${what.replaceAll(' ', '-')}.mjs`, text);
    const failure = await refused(throttleUnderTest(path));
    expect(failure).toMatchObject({ kind: 'throttle-unusable', exitCode: 2 });
    expect(failure.message).toBe(`the throttle ${path} cannot be used: ${problem}`);
  });

  it('never finishes loading', async () => {
    const path = await moduleOf('stuck.mjs', `await new Promise(() => {});\n${GOOD}`);
    expect((await refused(loadThrottle(path, 20))).message).toMatch(/did not finish loading within 0\.02 s$/);
  });
});

describe('a factory that makes no throttle', () => {
  it.each<[problem: string, factory: () => unknown]>([
    [
      'its factory threw: only anchored windows',
      () => {
        throw new Error('only anchored windows');
      },
    ],
    ['its factory returned undefined, no throttle', () => undefined],
    ['its factory returned a function, no throttle', () => () => {}],
    ['its factory returned an object without a `decide` function', () => ({ decide: 1, trackedKeys: 0 })],
    ['its factory returned an object without `trackedKeys`', () => ({ decide: () => {} })],
    [
      'its factory returned a promise; what must be awaited belongs at the top of the module',
      async () => {
        throw new Error('later');
      },
    ],
  ])('is refused: %s', async (problem, factory) => {
    const { make } = await throttleUnderTest(factory as unknown as ThrottleFactory);
    expect(() => make(profileOf(), new ManualClock())).toThrow(
      expect.objectContaining({
        kind: 'throttle-unusable',
        exitCode: 2,
        message: `the throttle unnamed cannot be used: ${problem}`,
      }),
    );
  });
});
