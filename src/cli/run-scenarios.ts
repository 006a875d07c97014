// Scenarios and choices go in; they run one after another, each result goes to stdout, and the gravest exit
// code comes out. Several scenarios are all planned before the first one starts, so that a mistake in the
// last is known at once and not after an hour of storm.

import { StormError } from '../domain/failure.ts';
import { plainText } from '../report/plain-text.ts';
import { summaryMarkdown } from '../report/summary-markdown.ts';
import { HEADLINE } from '../report/verdict-words.ts';
import type { PlanSummary, RunOptions, RunOutcome } from '../run/run-options.ts';
import { settingValueText } from '../scenario/setting.ts';
import { exitCodeOf, worstExitCode } from './exit-code.ts';
import { planText } from './plan-text.ts';
import { printFailure } from './print-failure.ts';
import type { Progress } from './progress/progress.ts';
import { watchRun } from './progress/watch-run.ts';
import type { Session } from './session.ts';
import { DRAINING, type SignalWatch, watchSignals } from './signals.ts';
import { paintFor, summaryText } from './summary-text.ts';

/** What one `run` command asks for. */
export interface RunRequest {
  readonly scenarios: readonly string[];
  readonly choices: Omit<RunOptions, 'scenario' | 'onEvent' | 'signal' | 'reporters'>;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly quiet: boolean;
}

/** Runs, or only plans, every scenario asked for. */
export async function runScenarios(request: RunRequest, session: Session): Promise<number> {
  const { scenarios, choices } = request;
  refuseOneOut(choices.out, scenarios.length, 'scenarios were given');
  const { jobs, codes } = await jobsOf(request, session);
  refuseOneOut(choices.out, jobs.length, 'runs are asked for');
  const work = { ...request, jobs };
  if (request.dryRun) return dryRun(work, codes, session);
  const refused = jobs.length > 1 ? (await planAll(work, session)).codes : [];
  const known = [...codes, ...refused];
  return known.length > 0 ? worstExitCode(known) : storm(work, session);
}

/** One run: a scenario with one value of everything that it varies. */
type Job = Pick<RunOptions, 'scenario' | 'settings'>;

/** A request that knows its runs. */
type Work = RunRequest & { readonly jobs: readonly Job[] };

function refuseOneOut(out: string | undefined, count: number, what: string): void {
  if (out === undefined || count < 2) return;
  throw new StormError('usage', {
    problem: `--out names one directory, but ${count} ${what}`,
    way: 'Leave --out out: every run then gets a directory of its own below runs/.',
  });
}

/** Every run of every scenario, and the exit code of each scenario that cannot be read. */
async function jobsOf(
  { scenarios, choices }: RunRequest,
  session: Session,
): Promise<{ jobs: Job[]; codes: number[] }> {
  const jobs: Job[] = [];
  const codes: number[] = [];
  for (const scenario of scenarios) {
    try {
      const variants = await session.operations.listVariants({ ...choices, scenario });
      jobs.push(...variants.map((settings) => ({ scenario, ...(settings.length > 0 ? { settings } : {}) })));
    } catch (thrown) {
      codes.push(printFailure(thrown, session));
    }
  }
  return { jobs, codes };
}

async function dryRun(request: Work, refused: readonly number[], session: Session): Promise<number> {
  const { plans, codes } = await planAll(request, session);
  const documents = plans.map((plan) => ({ schemaVersion: 1, ...plan }));
  if (request.json) await writeDocuments(documents, request, session);
  else await session.out.write(plans.map((plan) => planText(plan, session.out)).join('\n'));
  return worstExitCode([...refused, ...codes]);
}

async function planAll(request: Work, session: Session): Promise<{ plans: PlanSummary[]; codes: number[] }> {
  const plans: PlanSummary[] = [];
  const codes: number[] = [];
  for (const job of request.jobs) {
    try {
      plans.push(await session.operations.planScenario({ ...request.choices, ...job }));
    } catch (thrown) {
      codes.push(printFailure(thrown, session));
    }
  }
  return { plans, codes };
}

async function storm(request: Work, session: Session): Promise<number> {
  let progress: Progress | null = null;
  const watch = watchSignals(
    session.host,
    () => (progress?.say ?? session.err.say)(DRAINING),
    () => progress?.close(),
  );
  const outcomes: RunOutcome[] = [];
  const codes: number[] = [];
  try {
    for (const job of request.jobs) {
      if (watch.signal.aborted) break;
      progress = await watchRun(session.err, session.env, request.quiet);
      try {
        const outcome = await runOne(job, request, session, progress, watch);
        codes.push(exitCodeOf(outcome.run.verdict));
        if (!request.json) await writeSummary(outcome, outcomes.length > 0, session);
        outcomes.push(outcome);
      } catch (thrown) {
        codes.push(printFailure(thrown, session));
      }
    }
    if (request.json) await writeDocuments(outcomes.map(documentOf), request, session);
    else if (outcomes.length > 1) await session.out.write(overview(outcomes, session));
    return watch.exitCode() ?? worstExitCode(codes);
  } finally {
    watch.close();
  }
}

async function runOne(
  job: Job,
  { choices }: RunRequest,
  { operations }: Session,
  progress: Progress,
  { signal }: SignalWatch,
): Promise<RunOutcome> {
  const { listen: onEvent } = progress;
  try {
    return await operations.runScenario({
      ...choices,
      ...job,
      onEvent,
      signal,
      reporters: [summaryMarkdown],
    });
  } finally {
    progress.close();
  }
}

async function writeSummary(
  { run, directory }: RunOutcome,
  notFirst: boolean,
  { out }: Session,
): Promise<void> {
  const text = summaryText(run, { colours: out.colours, columns: out.columns(), directory });
  await out.write(notFirst ? `\n${text}` : text);
}

/** One document for one scenario, an array for several; nothing at all where nothing came of it. */
async function writeDocuments(documents: readonly object[], request: Work, { out }: Session): Promise<void> {
  const result = request.jobs.length === 1 ? documents[0] : documents;
  if (documents.length > 0) await out.write(`${JSON.stringify(result, null, 2)}\n`);
}

function documentOf({ run, directory }: RunOutcome): object {
  return { ...run, directory };
}

function overview(outcomes: readonly RunOutcome[], { out }: Session): string {
  const width = Math.max(...outcomes.map(({ run }) => HEADLINE[run.verdict].length));
  const lines = outcomes.map(({ run }) => {
    const word = paintFor(run.verdict, out.colours)(HEADLINE[run.verdict].padEnd(width));
    const set = (run.settings ?? []).map(({ path, value }) => `  ${path}=${settingValueText(value)}`);
    return `${word}  ${plainText(run.scenario.name + set.join(''))}`;
  });
  return `\n${lines.join('\n')}\n`;
}
