// Two run documents in, what the runs were not given alike out, weightiest first: it decides how the rest
// must be read. Says nothing about what came of the runs.

import type { RunDocument, ThrottleIdentity } from '../record/run-document.ts';
import type { IdentityChange } from './comparison.ts';
import { settingChanges } from './setting-changes.ts';

const PARTS: readonly (readonly [what: string, of: (run: RunDocument) => string])[] = [
  ['scenario', ({ scenario }) => scenario.name],
  ['plan hash', ({ plan }) => plan.hash],
  ['scenario hash', ({ scenario }) => scenario.hash],
  ['seed', ({ seed }) => String(seed)],
  ['profile', ({ profile }) => profile.name],
  ['profile hash', ({ profile }) => profile.hash],
  ['throttle', ({ throttle }) => throttleName(throttle)],
  ['mode', ({ mode }) => mode],
  ['target', ({ target }) => target],
  ['QoS', ({ qos }) => String(qos)],
  ['time scale', ({ timeScale }) => String(timeScale)],
  ['run to the end', ({ interrupted }) => (interrupted ? 'no, interrupted' : 'yes')],
  ['tool version', ({ tool }) => tool.version],
  ['machine', ({ environment: { cpu, cores, os, node } }) => `${cpu} × ${cores}, ${os}, Node ${node}`],
];

/** Names everything that was not the same for both runs, single settings too: they can be set beside the files. */
export function identityChanges(baseline: RunDocument, run: RunDocument): IdentityChange[] {
  const parts = PARTS.map(([what, of]) => ({ what, baseline: of(baseline), run: of(run) }));
  return [
    ...parts.filter((part) => part.baseline !== part.run),
    ...settingChanges('profile', baseline.effective.profile, run.effective.profile),
    ...settingChanges('scenario', baseline.effective.scenario, run.effective.scenario),
  ];
}

/** A plug-in is known by its bytes, wherever it lies. */
function throttleName({ name, source, sha256 }: ThrottleIdentity): string {
  return [name, source, ...(sha256 === undefined ? [] : [sha256])].join(' ');
}
