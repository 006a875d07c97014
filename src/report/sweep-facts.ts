// The document of a sweep in; what was swept out, in labelled lines: whatever is needed to sweep the same again.
// Says what is there and weighs nothing.

import type { SweepDocument } from '../sweep/sweep-document.ts';
import { plainText } from './plain-text.ts';
import { countOf, countText, shortHash } from './quantity.ts';
import type { Fact } from './run-summary.ts';
import { nestedText, valueList } from './sweep-axes.ts';
import { ranCells } from './sweep-cells.ts';
import { throttleText } from './throttle-text.ts';

/** Labels and their lines, most important first. */
export function sweepFacts(sweep: SweepDocument): Fact[] {
  const { start, tool, workers } = sweep;
  const how = [start, `stormproof ${plainText(tool.version)}`, 'virtual time', countOf(workers, 'worker')];
  return [
    { label: 'Varied', lines: variedLines(sweep) },
    ...setFact(sweep),
    { label: 'Traffic', lines: trafficLines(sweep) },
    { label: 'Throttle', lines: [throttleText(sweep.throttle)] },
    { label: 'Profile', lines: profileLines(sweep) },
    { label: 'Sweep', lines: [how.join(', ')] },
  ];
}

function variedLines({ scenarios }: SweepDocument): string[] {
  const lines = scenarios.flatMap(({ axes }) =>
    axes.map(({ path, values }) => `${plainText(path)}: ${valueList(values)}`),
  );
  return [...new Set(lines)];
}

function setFact({ settings }: SweepDocument): Fact[] {
  const lines = settings.map(({ path, value }) => `${plainText(path)}=${nestedText(value)}`);
  return lines.length === 0 ? [] : [{ label: 'Set', lines }];
}

function trafficLines({ scenarios, cells }: SweepDocument): string[] {
  return scenarios.map(({ name }, index) => {
    const of = ranCells(cells).filter(({ scenario }) => scenario === index);
    const alerts = of.map(({ plan }) => plan.alerts);
    const devices = of.map(({ plan }) => plan.devices);
    const seeds = [...new Set(of.map(({ seed }) => seed))];
    const text = `${rangeText(alerts, 'Alert')}, ${rangeText(devices, 'Device')}, seed ${valueList(seeds)}`;
    return scenarios.length > 1 ? `${plainText(name)}: ${text}` : text;
  });
}

function profileLines({ cells }: SweepDocument): string[] {
  const lines = ranCells(cells).map(({ profile: { name, provenance, hash } }) =>
    plainText(`${name} (${provenance.status}: ${provenance.source}), ${shortHash(hash)}`),
  );
  return [...new Set(lines)];
}

function rangeText(counts: readonly number[], what: string): string {
  if (counts.length === 0) return countOf(0, what);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? countOf(most, what) : `${countText(least)} to ${countOf(most, what)}`;
}
