// The `vary` of a scenario in, one list of settings for each run it asks for out: every combination of its values, the
// last path changing fastest. A path that is set from outside does not vary any more.

import { MAX_VARIANTS } from '../domain/limits.ts';
import type { Problems } from './problems.ts';
import type { Setting } from './setting.ts';
import type { YamlSource } from './yaml-source.ts';

/** Every run that the scenario asks for, as the settings it adds to those given; one empty list without `vary`. */
export function variantsOf(source: YamlSource, given: readonly Setting[]): Setting[][] {
  return axesOf(source)
    .filter(([{ path }]) => !given.some((setting) => setting.path === path))
    .reduce<Setting[][]>(
      (runs, axis) => runs.flatMap((run) => axis.map((setting) => [...run, setting])),
      [[]],
    );
}

/** Adds every problem of `vary` that its form does not show; returns the paths that vary. */
export function checkVary(source: YamlSource, problems: Problems): string[] {
  const axes = axesOf(source);
  const runs = axes.reduce((product, axis) => product * axis.length, 1);
  if (runs > MAX_VARIANTS) {
    problems.atKey(['vary'], `\`vary\` makes ${runs} runs; at most ${MAX_VARIANTS} are possible`);
  }
  for (const axis of axes) {
    const seen = new Set<string>();
    for (const [item, { path, value }] of axis.entries()) {
      const text = JSON.stringify(value);
      if (seen.has(text))
        problems.atValue(['vary', path, item], `${text} stands here twice`, 'once is enough');
      seen.add(text);
    }
  }
  return axes.map(([{ path }]) => path);
}

/** The values of each path that has any, as settings placed where they are written. */
function axesOf(source: YamlSource): [Setting, ...Setting[]][] {
  const vary = source.at(['vary']);
  if (typeof vary !== 'object' || vary === null || Array.isArray(vary)) return [];
  return Object.entries(vary).flatMap(([path, values]): [Setting, ...Setting[]][] => {
    const [first, ...others] = Array.isArray(values)
      ? values.map((value: unknown, item) => ({
          path,
          value,
          place: source.placeOfValue(['vary', path, item]),
        }))
      : [];
    return first ? [[first, ...others]] : [];
  });
}
