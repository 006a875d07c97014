// What the run was really given, as plain JSON: every default written out, Alert Codes as people write them.
// For people who read the record; no program reads it back.

import { formatAlertCode } from '../domain/alert-code.ts';
import type { Scenario, StreamSpec } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';

/** Scenario and profile with all defaults and overrides applied. */
export function effectiveValues(
  scenario: Scenario,
  profile: Profile,
): { scenario: unknown; profile: unknown } {
  const { population, streams, ...others } = scenario;
  return {
    scenario: {
      ...others,
      ...(scenario.trace ? {} : { population, streams: streams.map(withCode) }),
      expect: scenario.expect.map((expectation) => expectation.text),
    },
    profile: {
      ...profile,
      exclude: [...profile.exclude].map(formatAlertCode),
      overrides: Object.fromEntries(
        [...profile.overrides].map(([code, rule]) => [formatAlertCode(code), rule]),
      ),
    },
  };
}

function withCode(stream: StreamSpec): object {
  return { ...stream, alertCode: formatAlertCode(stream.alertCode) };
}
