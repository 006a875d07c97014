// A judged run goes in, the one sentence that says why it is judged so comes out. It says what the checks
// said; it decides nothing.

import type { RunDocument } from '../record/run-document.ts';
import { plainText } from './plain-text.ts';
import { countOf } from './quantity.ts';

type Judged = Pick<RunDocument, 'verdict' | 'checks' | 'claims' | 'setAside' | 'interrupted'>;

/** How the ids of checks begin that come from the scenario's `expect` lines. */
const EXPECTATION = 'expect: ';

/** Why the run passed, failed, or could not be judged. */
export function whyOf(run: Judged): string {
  switch (run.verdict) {
    case 'pass':
      return passed(run);
    case 'fail':
      return leading(run, 'fail', 'Also failed');
    case 'inconclusive':
      return undecided(run);
  }
}

function passed({ checks }: Judged): string {
  const passes = checks.filter((check) => check.verdict === 'pass');
  const idle = idsOf(checks.filter((check) => check.verdict === 'not-exercised'));
  const said = `${countOf(passes.length, 'check')} passed`;
  return idle.length === 0 ? `${said}.` : `${said}; not exercised: ${idle.join(', ')}.`;
}

function undecided(run: Judged): string {
  const stopped = run.interrupted ? 'The run was stopped before its plan was through. ' : '';
  if (run.checks.some((check) => check.verdict === 'inconclusive')) {
    return stopped + leading(run, 'inconclusive', 'Also inconclusive');
  }
  const asked = [...run.claims, ...run.checks.map(({ id }) => id).filter((id) => id.startsWith(EXPECTATION))];
  const idle = asked.filter(
    (id) =>
      !run.setAside.includes(id) &&
      run.checks.every((check) => check.id !== id || check.verdict === 'not-exercised'),
  );
  if (idle.length > 0) {
    return `${stopped}The scenario asks for ${idle.map(plainText).join(', ')}; nothing in the run exercised that.`;
  }
  return `${stopped}No check of the throttle was exercised, so nothing was learnt about it.`;
}

function leading(run: Judged, verdict: 'fail' | 'inconclusive', others: string): string {
  const [first, ...rest] = run.checks.filter((check) => check.verdict === verdict);
  if (!first) return `The verdict is ${verdict}, but no check says so: the record is not consistent.`;
  const figure = verdict === 'fail' ? `; measured ${plainText(first.measured)}` : '';
  const said = `${plainText(first.id)}: ${sentence(first.reason.replace(/\.$/, '') + figure)}`;
  return rest.length === 0 ? said : `${said} ${others}: ${idsOf(rest).join(', ')}.`;
}

function idsOf(checks: Judged['checks']): string[] {
  return checks.map((check) => plainText(check.id));
}

/** Text as one sentence: control characters neutralised, closed with a full stop. */
export function sentence(text: string): string {
  const plain = plainText(text).trim();
  return /[.!?…]$/.test(plain) ? plain : `${plain}.`;
}
