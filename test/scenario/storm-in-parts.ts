// A scenario that takes its fleet from a part, and a way to parse it with other parts and other settings.

import type { LostPart, PartText } from '../../src/scenario/include.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { readSetting } from '../../src/scenario/setting.ts';

/** What several storms might share. */
export const FLEET = `part: 1
profile: ../profiles/quiet.yaml
duration: 10m
population: { hubs: 3, devices: { GSME: 2 } }
requirements: [R-1, R-2]
claims: [conservation]
streams:
  - { name: billing, devices: { type: GSME }, alert: "8F0A", arrival: { every: 5m } }
expect: ["billing.discarded == 0"]
`;

/** A scenario that is none without it. */
export const STORM = `scenario: 1
name: sample
title: A sample
include: [parts/fleet.yaml]
claims: [decisions, conservation]
requirements: [R-2, R-3]
streams:
  - { name: storm, devices: { type: GSME }, alert: "81C3", arrival: { every: 5s } }
expect: ["storm.discarded > 0"]
`;

/** A part as it was found. */
export const part = (text: string, path = 'parts/fleet.yaml'): PartText => ({
  path,
  file: `/here/${path}`,
  text,
});

/** Parses a scenario with parts, the fleet if none are given, and with values set by `--set`. */
export const parse = (
  storm: string,
  parts: readonly (PartText | LostPart)[] = [part(FLEET)],
  ...set: string[]
) =>
  parseScenario(
    storm,
    'storm.yaml',
    set.map((text) => readSetting(text)!),
    parts,
  );
