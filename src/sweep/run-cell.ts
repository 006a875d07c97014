// One cell after another in, what each came to out: plan, throttle, figures, verdict, all in virtual time and in this
// thread. The latest plan is kept, so cells that share one should come one after the other. Opens no socket or file.

import { StormError } from '../domain/failure.ts';
import { AskedThrottle } from '../run/asked-throttle.ts';
import { DecisionRoom } from '../run/decision-room.ts';
import type { RunInputs } from '../run/run-inputs.ts';
import { VirtualDecisions } from '../run/virtual-decisions.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { judge } from '../verify/judge.ts';
import { JudgingRoom } from '../verify/judging-room.ts';
import { type CellPlan, planForCells, sharedPlan } from './cell-plan.ts';
import { measureCell } from './measure-cell.ts';
import type { CellChecks, CellOutcome, CheckRemark } from './sweep-document.ts';

/** What a cell runs with. Plans of the same name are equal. */
export interface CellOrder extends Pick<RunInputs, 'scenario' | 'profile' | 'trace'> {
  readonly planName: string;
}

/** What came of a cell: its outcome, or why its plan or its throttle cannot be. */
export type CellResult =
  | ({ readonly status: 'ran' } & CellOutcome)
  | { readonly status: 'not-possible'; readonly reasons: readonly string[] };

/** The scenario asks nothing of a cell: its claims and expectations were written for its own values. */
const ASKED = { claims: [], expect: [] } as const;

/** Runs cells with one throttle. */
export class CellRunner {
  readonly #throttle: ThrottleFactory;
  readonly #room = new DecisionRoom();
  #plan: CellPlan | null = null;
  /** For as long as the plan is the same. */
  #judging = new JudgingRoom();

  constructor(throttle: ThrottleFactory) {
    this.#throttle = throttle;
  }

  /** Runs a cell to its end. */
  run(order: CellOrder): CellResult {
    const outcome = unlessRefused(() => this.#outcomeOf(order));
    return outcome instanceof StormError
      ? { status: 'not-possible', reasons: [outcome.message] }
      : { status: 'ran', ...outcome };
  }

  /** Makes the plan of a cell in memory that other threads can share; null when it cannot be. */
  shareablePlan(order: CellOrder): CellPlan | null {
    const plan = unlessRefused(() => sharedPlan(this.#planOf(order)));
    if (plan instanceof StormError) return null;
    this.takePlan(plan);
    return plan;
  }

  /** Takes a plan that is there already, for the cells that come next. */
  takePlan(plan: CellPlan | null): void {
    this.#plan = plan;
    this.#judging = new JudgingRoom();
  }

  #planOf({ planName, scenario, trace }: CellOrder): CellPlan {
    if (this.#plan?.name === planName) return this.#plan;
    // Two plans at a time would take twice the memory.
    this.takePlan(null);
    const plan = planForCells(planName, { scenario, trace });
    this.takePlan(plan);
    return plan;
  }

  #outcomeOf(order: CellOrder): CellOutcome {
    const { scenario, profile } = order;
    const { hash, devices, arrivals, traffic } = this.#planOf(order);
    const decisions = new VirtualDecisions(arrivals, new AskedThrottle(this.#throttle, profile), this.#room);
    decisions.decideUntil(arrivals.length);
    const { name, seed, timeScale, qos } = scenario;
    const history = decisions.history({ scenario: name, planHash: hash, seed, timeScale, qos });
    const { verdict, checks } = judge(history, profile, ASKED, this.#judging);
    return {
      plan: { hash, devices, alerts: arrivals.length },
      verdict,
      checks: summarised(checks),
      figures: measureCell(history, traffic, profile.metadata.count),
    };
  }
}

/** What comes of a step, or the error that says why its plan or its throttle cannot be. */
function unlessRefused<T>(step: () => T): T | StormError {
  try {
    return step();
  } catch (thrown) {
    if (thrown instanceof StormError && isRefusal(thrown)) return thrown;
    throw thrown;
  }
}

function isRefusal({ kind }: StormError): boolean {
  return kind === 'plan-empty' || kind === 'plan-too-large' || kind === 'throttle-unusable';
}

function summarised(checks: ReturnType<typeof judge>['checks']): CellChecks {
  const of = (verdict: (typeof checks)[number]['verdict']) =>
    checks.filter((check) => check.verdict === verdict);
  const ids = (some: typeof checks): string[] => some.map(({ id }) => id);
  const remarks = (some: typeof checks): CheckRemark[] =>
    some.map(({ id, reason, measured, witness }) => ({
      ...{ id, reason, measured },
      witness: witness?.sentence ?? null,
    }));
  return {
    passed: ids(of('pass')),
    failed: remarks(of('fail')),
    inconclusive: remarks(of('inconclusive')),
    notExercised: ids(of('not-exercised')),
  };
}
