// The names of the checks. A scenario claims checks by these names; a name that is known but not built yet is
// refused by name instead of being passed over.

/** Checks that this version performs on every run. */
export const BUILT_CHECKS = [
  'conservation',
  'answers',
  'quiet-traffic',
  'isolation',
  'exclusion',
  'ceiling',
  'floor',
  'recovery',
  'metadata',
  'ordering',
  'decisions',
  'metadata-values',
  'saturation',
  'pacing',
] as const;

/** The check of whether the harness sent what it planned. */
export const PACING = 'pacing';

/** The check of whether generator or broker were the bottleneck. */
export const SATURATION = 'saturation';

/** The checks that judge the harness: they say nothing about the throttle, and nothing in virtual time. */
export const HARNESS_CHECKS: readonly string[] = [PACING, SATURATION];

/** Checks that are defined but not performed yet. */
export const UNBUILT_CHECKS = ['latency', 'trt-30s', 'clock'] as const;
