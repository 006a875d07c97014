// One cell after another in, what each came to out: plan, throttle, figures, verdict, all in virtual time and in this
// thread. The latest plan is kept, so cells that share one should come one after the other. Opens no socket or file.

import { StormError } from '../domain/failure.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { fingerprint } from '../plan/fingerprint.ts';
import { AskedThrottle } from '../run/asked-throttle.ts';
import { DecisionRoom } from '../run/decision-room.ts';
import { planInputs } from '../run/plan-inputs.ts';
import type { RunInputs } from '../run/run-inputs.ts';
import { PlanArrivals, type VirtualArrivals } from '../run/virtual-arrivals.ts';
import { VirtualDecisions } from '../run/virtual-decisions.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { judge } from '../verify/judge.ts';
import { JudgingRoom } from '../verify/judging-room.ts';
import { measureCell } from './measure-cell.ts';
import type { CellChecks, CellOutcome, CheckRemark } from './sweep-document.ts';
import { type Traffic, trafficOf } from './traffic.ts';

/** What a cell runs with. Plans of the same name are equal. */
export interface CellOrder extends Pick<RunInputs, 'scenario' | 'profile' | 'trace'> {
  readonly planName: string;
}

/** What came of a cell: its outcome, or why its plan or its throttle cannot be. */
export type CellResult =
  | ({ readonly status: 'ran' } & CellOutcome)
  | { readonly status: 'not-possible'; readonly reasons: readonly string[] };

/** A plan and all that its cells have in common. */
interface Planned {
  readonly name: string;
  readonly plan: EmissionPlan;
  readonly hash: string;
  readonly arrivals: VirtualArrivals;
  readonly traffic: Traffic;
  readonly judging: JudgingRoom;
}

/** The scenario asks nothing of a cell: its claims and expectations were written for its own values. */
const ASKED = { claims: [], expect: [] } as const;

/** Runs cells with one throttle. */
export class CellRunner {
  readonly #throttle: ThrottleFactory;
  readonly #room = new DecisionRoom();
  #planned: Planned | null = null;

  constructor(throttle: ThrottleFactory) {
    this.#throttle = throttle;
  }

  /** Runs a cell to its end. */
  run(order: CellOrder): CellResult {
    try {
      return { status: 'ran', ...this.#outcomeOf(order) };
    } catch (thrown) {
      if (thrown instanceof StormError && isRefusal(thrown)) {
        return { status: 'not-possible', reasons: [thrown.message] };
      }
      throw thrown;
    }
  }

  #outcomeOf({ planName, scenario, profile, trace }: CellOrder): CellOutcome {
    if (this.#planned?.name !== planName) {
      // Two plans at a time would take twice the memory.
      this.#planned = null;
      this.#planned = planned(planName, { scenario, trace });
    }
    const { plan, hash, arrivals, traffic, judging } = this.#planned;
    const decisions = new VirtualDecisions(arrivals, new AskedThrottle(this.#throttle, profile), this.#room);
    decisions.decideUntil(arrivals.length);
    const { name, seed, timeScale, qos } = scenario;
    const history = decisions.history({ scenario: name, planHash: hash, seed, timeScale, qos });
    const { verdict, checks } = judge(history, profile, ASKED, judging);
    return {
      plan: { hash, devices: plan.devices.length, alerts: plan.length },
      verdict,
      checks: summarised(checks),
      figures: measureCell(history, traffic, profile.metadata.count),
    };
  }
}

/** The name of the plan that a scenario makes: of all that goes into it, and of nothing else. */
export function planNameOf({ scenario, trace }: Pick<RunInputs, 'scenario' | 'trace'>): string {
  const { seed, population, streams, durationUs } = scenario;
  const recorded = trace && { of: trace.source.sha256, ...scenario.trace, durationUs };
  return JSON.stringify({ seed, population, streams, recorded });
}

function planned(name: string, inputs: Pick<RunInputs, 'scenario' | 'trace'>): Planned {
  const plan = planInputs(inputs);
  const arrivals = new PlanArrivals(plan).of(plan);
  const traffic = trafficOf({ ...arrivals, stream: plan.stream }, plan.streams);
  return { name, plan, hash: fingerprint(plan), arrivals, traffic, judging: new JudgingRoom() };
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
