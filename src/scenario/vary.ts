// The `vary` of a scenario in, its axes out, and one list of settings for each run they ask for: every combination of
// their values, the last path changing fastest. A path that is set from outside does not vary any more.

import { MAX_VARIANTS } from '../domain/limits.ts';
import type { Axis } from './axis.ts';
import type { Problems } from './problems.ts';
import type { Setting } from './setting.ts';
import type { YamlSource } from './yaml-source.ts';

/** Every run that the scenario asks for, as the settings it adds to those given; one empty list without `vary`. */
export function variantsOf(source: YamlSource, given: readonly Setting[]): Setting[][] {
  return combinationsOf(axesOf(source).filter(({ path }) => !given.some((setting) => setting.path === path)));
}

/** Every combination of the values of these axes; one empty list of none. */
export function combinationsOf(axes: readonly Axis[]): Setting[][] {
  return axes.reduce<Setting[][]>(
    (runs, { settings }) => runs.flatMap((run) => settings.map((setting) => [...run, setting])),
    [[]],
  );
}

/** Adds every problem of `vary` that its form does not show; returns the paths that vary. */
export function checkVary(source: YamlSource, problems: Problems): string[] {
  const axes = axesOf(source);
  const runs = axes.reduce((product, { settings }) => product * settings.length, 1);
  if (runs > MAX_VARIANTS) {
    problems.atKey(['vary'], `\`vary\` makes ${runs} runs; at most ${MAX_VARIANTS} are possible`);
  }
  for (const { settings } of axes) {
    const seen = new Set<string>();
    for (const [item, { path, value }] of settings.entries()) {
      const text = JSON.stringify(value);
      if (seen.has(text))
        problems.atValue(['vary', path, item], `${text} stands here twice`, 'once is enough');
      seen.add(text);
    }
  }
  return axes.map(({ path }) => path);
}

/** The axes that a scenario has of its own, their values placed where they are written. */
export function axesOf(source: YamlSource): Axis[] {
  const vary = source.at(['vary']);
  if (typeof vary !== 'object' || vary === null || Array.isArray(vary)) return [];
  return Object.entries(vary).flatMap(([path, values]): Axis[] => {
    if (!Array.isArray(values) || values.length === 0) return [];
    const settings = values.map((value: unknown, item): Setting => {
      return { path, value, place: source.placeOfValue(['vary', path, item]) };
    });
    return [{ path, settings }];
  });
}
