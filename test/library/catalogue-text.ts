// The library as scenarios/catalogue.md: what each file says of itself, its size, and the faulty throttles it catches.
// Facts come from the files, their plans and the table of faults; only the opening is written here.

import { countOf, timeSpan } from '../../src/report/quantity.ts';
import type { PlanSummary } from '../../src/run/run-options.ts';
import type { ListedScenario } from '../../src/run/scenario-library.ts';
import { type Caught, GROUPS } from './library.ts';

/** A scenario, and the plan of its first run. */
export interface Described {
  readonly listed: ListedScenario;
  readonly plan: PlanSummary;
}

const OPENING = `# The scenarios of the library

Each is a file in this directory and a name for \`stormproof run\`; \`--virtual\` runs it without sockets and waiting. Every
scenario, and every value it varies, is run by the tests in virtual time: the shipped throttle must pass it, and the
throttles named under "catches" must fail it, convicted by the check in brackets. Times are wall times over MQTT; in
virtual time a run takes seconds. All rates are assumptions, for no rate of a real storm is published, and the
thresholds are illustrative.

This page is made from the files. After a change renew it with
\`npx vitest run --project unit test/library/catalogue.test.ts -u\`.
`;

/** The whole page. */
export function catalogueText(scenarios: ReadonlyMap<string, Described>): string {
  const groups = GROUPS.map(({ title, about, scenarios: names }) => {
    const of = Object.entries(names).map(([name, caught]) => ({ ...scenarios.get(name)!, caught }));
    const rows = of.map(({ listed }) =>
      row(
        `[${listed.name}](#${listed.name})`,
        listed.title,
        listed.requirements.join(', '),
        timeText(listed),
      ),
    );
    const table = [row('scenario', 'what for', 'requirement', 'time'), '|---|---|---|---|', ...rows].join(
      '\n',
    );
    return [`## ${title}\n\n${about}\n\n${table}\n`, ...of.map(sectionText)].join('\n');
  });
  return [OPENING, ...groups].join('\n');
}

function sectionText({ listed, plan, caught }: Described & { readonly caught: readonly Caught[] }): string {
  const { name, path, title, comment, requirements, claims, profile, runs } = listed;
  const file = path.split('/').at(-1)!;
  const size = [
    countOf(plan.devices, 'Device'),
    runs > 1 ? `${runs} runs of ${countOf(plan.alerts, 'Alert')}` : countOf(plan.alerts, 'Alert'),
    `${timeSpan(listed.durationUs)} of scenario time`,
    timeText(listed) === VIRTUAL ? 'for virtual time' : `${timeText(listed)} over MQTT`,
  ];
  const lines = [
    ['for', comment.purpose!],
    ['requirement', `${requirements.join(', ')}: ${comment.requirement!.replace('SECMP0062 ', '')}`],
    ['claims', claims.join(', ')],
    ['expected', comment.expected!],
    ['assumed', comment.assumed!],
    ...(comment.runWith === null ? [] : [['run with', comment.runWith]]),
    ['profile', `[${profile.split('/').at(-1)}](${profile})`],
    ['size', size.join('; ')],
    ['catches', caught.map(({ fault, by }) => `a throttle that ${fault} (${by})`).join('; ')],
  ];
  const items = lines.map(([label, text]) => `- **${label}**: ${text}`).join('\n');
  return `### ${name}\n\n[${title}](${file}).\n\n${items}\n`;
}

const VIRTUAL = 'virtual';

function timeText({ comment, durationUs, timeScale, runs }: ListedScenario): string {
  return comment.runWith === null ? timeSpan((runs * durationUs) / timeScale) : VIRTUAL;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
