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
  'pacing',
] as const;

/** The check of whether the harness sent what it planned. */
export const PACING = 'pacing';

/** Checks that are defined but not performed yet. */
export const UNBUILT_CHECKS = ['latency', 'trt-30s', 'saturation', 'clock'] as const;
