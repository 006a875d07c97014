// The effective values of two runs in, each single setting that differs out, by its path. Values are shown
// as they stand in run.json; what they mean is not looked into.

import type { IdentityChange } from './comparison.ts';

const ABSENT = '–';

/** Names every setting of one document that differs in the other, such as `profile default.threshold`. */
export function settingChanges(what: string, baseline: unknown, run: unknown): IdentityChange[] {
  return differing(baseline, run, []).map((change) => ({
    what: `${what} ${change.path.join('.')}`.trimEnd(),
    baseline: valueText(change.baseline),
    run: valueText(change.run),
  }));
}

interface Differing {
  readonly path: readonly string[];
  readonly baseline: unknown;
  readonly run: unknown;
}

function differing(baseline: unknown, run: unknown, path: readonly string[]): Differing[] {
  if (!isTree(baseline) || !isTree(run)) {
    return valueText(baseline) === valueText(run) ? [] : [{ path, baseline, run }];
  }
  return [...new Set([...Object.keys(baseline), ...Object.keys(run)])].flatMap((key) =>
    differing(own(baseline, key), own(run, key), [...path, key]),
  );
}

/** Lists of plain values are one setting; everything else that holds values is walked into. */
function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || value.some((item) => typeof item === 'object');
}

const own = (tree: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(tree, key) ? tree[key] : undefined;

function valueText(value: unknown): string {
  if (value === undefined) return ABSENT;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
