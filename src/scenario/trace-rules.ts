// What a scenario takes its Alerts from: a population and streams, or a recorded trace, and exactly one of the two.
// The trace itself is not looked at here: it is a path and nothing more.

import type { Problems } from './problems.ts';
import { WITHOUT_TRACE } from './scenario-schema.ts';
import type { YamlSource } from './yaml-source.ts';

const ONLY_WITHOUT = ['population', 'streams'] as const;

/** Adds every problem of having both sources of Alerts, or none; true when there is a trace. */
export function checkTrace(source: YamlSource, problems: Problems): boolean {
  if (source.has(['trace'])) {
    for (const key of ONLY_WITHOUT) {
      if (!source.has([key])) continue;
      problems.atKey([key], `\`${key}\` has no meaning beside \`trace\``, 'keep one of the two');
    }
    return true;
  }
  const neither = ONLY_WITHOUT.every((key) => !source.has([key]));
  for (const [key, form] of Object.entries(WITHOUT_TRACE)) {
    const hint = neither && key === 'streams' ? 'or name a recorded `trace` in their place' : null;
    if (!source.has([key])) problems.atValue([key], `\`${key}\` is missing; it must be ${form}`, hint);
  }
  return false;
}
