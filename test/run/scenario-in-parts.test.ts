// A scenario whose fleet is in a part: which files are read, what its hash covers, and what is said of a file alone.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadInputs } from '../../src/run/run-inputs.ts';
import { readScenario } from '../../src/run/scenario-files.ts';
import { validateFile } from '../../src/run/validate-file.ts';
import { readSetting } from '../../src/scenario/setting.ts';
import { type Workplace, workplace } from '../acceptance/small-storm.ts';

const FLEET = `part: 1
profile: ../small.yaml
population: { hubs: 21, devices: { ESME: 1 } }
`;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let place: Workplace;
let fleet: string;
beforeEach(async () => {
  place = await workplace((text) =>
    text.replace('profile: small.yaml', 'include: [parts/fleet.yaml]').replace(/^population.*\n/m, ''),
  );
  fleet = place.record('parts/fleet.yaml');
  await mkdir(place.record('parts'));
  await writeFile(fleet, FLEET);
});
afterEach(() => place.remove());

describe('a scenario is read with its parts', () => {
  it('from where it lies itself, and a part that is not there or no file is told from one that is', async () => {
    const text = 'include: [parts/fleet.yaml, parts/none.yaml, parts]\n';
    await writeFile(place.scenario, text);
    expect(await readScenario(place.scenario)).toEqual({
      path: place.scenario,
      text,
      parts: [
        { path: 'parts/fleet.yaml', file: fleet, text: FLEET },
        { path: 'parts/none.yaml', cause: null },
        { path: 'parts', cause: expect.stringMatching(/^EISDIR/) },
      ],
    });
  });

  it('by an absolute path, too', async () => {
    await writeFile(place.scenario, `include: ["${fleet}"]\n`);
    expect((await readScenario(place.scenario)).parts).toEqual([{ path: fleet, file: fleet, text: FLEET }]);
  });

  it('and finds the profile from the part that names it', async () => {
    const { scenario, profile, parts } = await loadInputs({ scenario: place.scenario });
    expect([scenario.profilePath, profile.name]).toEqual(['small.yaml', 'small']);
    const sum = sha256(FLEET);
    expect(parts).toEqual([{ path: 'parts/fleet.yaml', file: 'part-01.yaml', sha256: sum, text: FLEET }]);
  });
});

describe('the hash of a scenario', () => {
  it('is the checksum of the file when it includes nothing', async () => {
    const whole = await workplace();
    const { scenarioHash, parts } = await loadInputs({ scenario: whole.scenario });
    expect([scenarioHash, parts]).toEqual([sha256(await readFile(whole.scenario, 'utf8')), []]);
    await whole.remove();
  });

  it('is the checksum of the checksums of all its files, and changes with any of them', async () => {
    const own = sha256(await readFile(place.scenario, 'utf8'));
    const sums = (part: string) => sha256(`${own}  scenario.yaml\n${sha256(part)}  part-01.yaml\n`);
    expect((await loadInputs({ scenario: place.scenario })).scenarioHash).toBe(sums(FLEET));
    await writeFile(fleet, `${FLEET}# no more than a word\n`);
    const { scenarioHash } = await loadInputs({ scenario: place.scenario });
    expect(scenarioHash).toBe(sums(`${FLEET}# no more than a word\n`));
    expect(scenarioHash).not.toBe(sums(FLEET));
  });
});

describe('a profile that is not there', () => {
  const hintOf = async (...set: string[]) => {
    const settings = set.map((text) => readSetting(text)!);
    return loadInputs({ scenario: place.scenario, settings }).catch(
      (thrown: { hint: string }) => thrown.hint,
    );
  };

  it('is sought at the file that names it', async () => {
    expect(await hintOf('profile=none.yaml')).toBe(
      `It was set from outside; the path is relative to the scenario ${place.scenario}.`,
    );
    await rm(place.record('small.yaml'));
    expect(await hintOf()).toBe(`The part ${fleet} names it; the path is relative to that file.`);
    await writeFile(place.scenario, `${await readFile(place.scenario, 'utf8')}profile: none.yaml\n`);
    expect(await hintOf()).toBe(
      `The scenario ${place.scenario} names it; the path is relative to that file.`,
    );
  });
});

describe('validate', () => {
  it('checks a scenario with its parts, and blames the file that is wrong', async () => {
    expect(await validateFile(place.scenario)).toEqual({
      path: place.scenario,
      kind: 'scenario',
      name: 'small-storm',
    });
    await writeFile(fleet, FLEET.replace('21', 'many'));
    await expect(validateFile(place.scenario)).rejects.toMatchObject({
      diagnostics: [{ file: fleet, line: 3, column: 21 }],
    });
  });

  it('checks the form of a part by itself, and says what is in it', async () => {
    const settings = ['profile', 'population'];
    expect(await validateFile(fleet)).toEqual({ path: fleet, kind: 'part', name: null, settings });
    await writeFile(fleet, FLEET.replace('hubs', 'hub'));
    await expect(validateFile(fleet)).rejects.toThrow(`2 mistakes in ${fleet}`);
  });
});
