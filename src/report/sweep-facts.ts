// The document of a sweep in; what was swept out, in labelled lines: whatever is needed to sweep the same again.
// Says what is there and weighs nothing.

import type { SweepDocument } from '../sweep/sweep-document.ts';
import { plainText } from './plain-text.ts';
import { countOf, countText, shortHash } from './quantity.ts';
import type { Fact } from './run-summary.ts';
import { nestedText } from './sweep-axes.ts';
import { ranCells } from './sweep-cells.ts';
import { throttleText } from './throttle-text.ts';

/** Labels and their lines, most important first. */
export function sweepFacts(sweep: SweepDocument): Fact[] {
  const ran = ranCells(sweep.cells);
  const once = (texts: readonly string[]): string[] => [...new Set(texts)];
  const several = sweep.scenarios.length > 1;
  return [
    {
      label: 'Varied',
      lines: once(
        sweep.scenarios.flatMap(({ axes }) =>
          axes.map(({ path, values }) => `${plainText(path)}: ${values.map(nestedText).join(', ')}`),
        ),
      ),
    },
    ...(sweep.settings.length === 0
      ? []
      : [
          {
            label: 'Set',
            lines: sweep.settings.map(({ path, value }) => `${plainText(path)}=${nestedText(value)}`),
          },
        ]),
    {
      label: 'Traffic',
      lines: sweep.scenarios.map(({ name }, index) => {
        const of = ran.filter(({ scenario }) => scenario === index);
        const text = [
          rangeText(
            of.map(({ plan }) => plan.alerts),
            'Alert',
          ),
          rangeText(
            of.map(({ plan }) => plan.devices),
            'Device',
          ),
          `seed ${once(of.map(({ seed }) => String(seed))).join(', ')}`,
        ].join(', ');
        return several ? `${plainText(name)}: ${text}` : text;
      }),
    },
    { label: 'Throttle', lines: [throttleText(sweep.throttle)] },
    {
      label: 'Profile',
      lines: once(
        ran.map(({ profile: { name, provenance, hash } }) =>
          plainText(`${name} (${provenance.status}: ${provenance.source}), ${shortHash(hash)}`),
        ),
      ),
    },
    {
      label: 'Sweep',
      lines: [
        [
          sweep.start,
          `stormproof ${plainText(sweep.tool.version)}`,
          'virtual time',
          countOf(sweep.workers, 'worker'),
        ].join(', '),
      ],
    },
  ];
}

function rangeText(counts: readonly number[], what: string): string {
  if (counts.length === 0) return countOf(0, what);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? countOf(most, what) : `${countText(least)} to ${countOf(most, what)}`;
}
