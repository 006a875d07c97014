// What the settings of a scenario must be to each other: trace or population and streams, claims, expectations.
// Returns the expectations it has read on the way, for they mean nothing without the streams' names.

import { BUILT_CHECKS, UNBUILT_CHECKS } from '../domain/check-id.ts';
import { type ExpectationFault, parseExpectation } from './expectation.ts';
import { checkPopulation } from './population-rules.ts';
import type { Problems } from './problems.ts';
import { type Expectation, TRACE_STREAM } from './scenario.ts';
import { checkStreams } from './stream-rules.ts';
import { checkTrace } from './trace-rules.ts';
import { checkVary } from './vary.ts';
import { allOf, hintFor } from './word-list.ts';
import type { YamlSource } from './yaml-source.ts';

/** Adds every problem between settings of the scenario; returns its sound expectations. */
export function checkScenarioRules(source: YamlSource, problems: Problems): Expectation[] {
  const streams = checkTrace(source, problems)
    ? [TRACE_STREAM]
    : checkStreams(source, problems, checkPopulation(source, problems));
  checkVary(source, problems);
  checkClaims(source, problems);
  return checkExpectations(source, problems, streams);
}

/** Adds every claim that names no check, and each that is made twice. */
export function checkClaims(source: YamlSource, problems: Problems): void {
  const built: readonly string[] = BUILT_CHECKS;
  const unbuilt: readonly string[] = UNBUILT_CHECKS;
  const seen = new Set<string>();
  for (const [index, claim] of textsAt(source, 'claims')) {
    const path = ['claims', index];
    if (unbuilt.includes(claim)) {
      problems.atValue(path, `the check \`${claim}\` is not built yet; this version has ${allOf(built)}`);
    } else if (!built.includes(claim)) {
      const hint = hintFor(claim, [...built, ...unbuilt], 'the checks are');
      problems.atValue(path, `no check is called \`${claim}\``, hint);
    } else if (seen.has(claim)) {
      problems.atValue(path, `\`${claim}\` is claimed twice`, 'once is enough');
    }
    seen.add(claim);
  }
}

function checkExpectations(
  source: YamlSource,
  problems: Problems,
  streams: readonly string[],
): Expectation[] {
  const sound: Expectation[] = [];
  for (const [index, line] of textsAt(source, 'expect')) {
    const read: Expectation | ExpectationFault = parseExpectation(line, streams);
    if ('message' in read) problems.atValue(['expect', index], read.message, read.hint);
    else sound.push(read);
  }
  return sound;
}

/** The items of a list that are text; what is not, the schema has already refused. */
function textsAt(source: YamlSource, key: string): [index: number, text: string][] {
  const list = source.at([key]);
  if (!Array.isArray(list)) return [];
  return [...list.entries()].filter(
    (entry): entry is [number, string] => typeof entry[1] === 'string' && /\S/.test(entry[1]),
  );
}
