// Which Alerts were held up on a leg of their way, and which resources had run out meanwhile. A queue holds up what
// waits in it, so a resource counts only for Alerts that waited while it had run out; a sender that stalled stays late,
// so there it also counts for what left afterwards. Counts and adds up; concludes nothing.

import { HELD_UP_MS } from '../domain/limits.ts';
import type { HarnessSide, ResourceUse } from '../domain/resource-use.ts';
import type { History } from '../ledger/history.ts';
import { type Breach, breachAt, earlier } from './check.ts';
import { firstRowsOfPlan } from './plan-rows.ts';
import type { Trace } from './trace.ts';
import { witness } from './witness-rows.ts';
import { keyName } from './wording.ts';

/** The legs of an Alert's way: from its planned moment to its sending, on to the gate, and on to its User. */
export const LEGS = ['send', 'receive', 'deliver'] as const;

/** One of the legs. */
export type Leg = (typeof LEGS)[number];

/** Who carries an Alert along each leg. */
export const CARRIER: Readonly<Record<Leg, HarnessSide>> = {
  send: 'generator',
  receive: 'broker',
  deliver: 'broker',
};

/** What one leg shows: Alerts that went it, and for each resource of the header how many it held up. */
export interface LegTally {
  readonly alerts: number;
  readonly heldUpBy: readonly number[];
}

/** What the legs show, and the Alert that was held up longest while something had run out. */
export interface HeldUp {
  readonly legs: Readonly<Record<Leg, LegTally>>;
  /** Alerts held up on any leg, whatever the reason. */
  readonly alerts: number;
  readonly worst: (Breach & { readonly waitedMs: number }) | null;
}

/** A leg that took some Alert too long, from one moment to another; endless when it never arrived. */
interface Wait {
  readonly leg: Leg;
  readonly fromUs: number;
  readonly toUs: number;
  readonly wallMs: number;
}

/** A leg with both its ends, by row; NaN where an Alert did not come that far, or nobody knows. */
interface Way {
  readonly leg: Leg;
  readonly fromUs: Float64Array;
  readonly toUs: Float64Array;
}

/** Looks at every planned Alert once; at none, where no resource was watched that could have held it up. */
export function heldUp(trace: Trace, resources: readonly ResourceUse[]): HeldUp {
  const { history } = trace;
  const legOf = () => ({ alerts: 0, heldUpBy: resources.map(() => 0) });
  const legs = { send: legOf(), receive: legOf(), deliver: legOf() };
  if (resources.length === 0) return { legs, alerts: 0, worst: null };
  const first = firstRowsOfPlan(history);
  const ways = waysOf(history);
  let alerts = 0;
  let worstRow = -1;
  let worst: Wait | null = null;
  for (let row = 0; row < history.length; row++) {
    if (first[row] !== 1) continue;
    let waited = false;
    for (const way of ways) {
      const fromUs = way.fromUs[row]!;
      const toUs = arrivedUs(way, row);
      const wallMs = (toUs - fromUs) / history.header.timeScale / 1_000;
      if (Number.isNaN(wallMs)) continue;
      const { leg } = way;
      legs[leg].alerts++;
      if (wallMs <= HELD_UP_MS) continue;
      waited = true;
      const wait = { leg, fromUs, toUs, wallMs };
      let explained = false;
      for (const [index, use] of resources.entries()) {
        if (!holdsUp(use, wait)) continue;
        legs[leg].heldUpBy[index]!++;
        explained = true;
      }
      if (!explained || (worst !== null && wallMs <= worst.wallMs)) continue;
      worst = wait;
      worstRow = row;
    }
    if (waited) alerts++;
  }
  return { legs, alerts, worst: worst && shown(trace, worstRow, worst) };
}

/** Adds what two parts of a run show. */
export function addHeldUp(one: HeldUp, other: HeldUp): HeldUp {
  const leg = (name: Leg): LegTally => {
    const [mine, theirs] = [one.legs[name], other.legs[name]];
    const heldUpBy = mine.heldUpBy.map((count, index) => count + theirs.heldUpBy[index]!);
    return { alerts: mine.alerts + theirs.alerts, heldUpBy };
  };
  const legs = { send: leg('send'), receive: leg('receive'), deliver: leg('deliver') };
  return { legs, alerts: one.alerts + other.alerts, worst: longest(one.worst, other.worst) };
}

/** Of two, the one that waited longer; the earlier, when both waited as long. */
function longest(one: HeldUp['worst'], other: HeldUp['worst']): HeldUp['worst'] {
  if (one === null || other === null || one.waitedMs === other.waitedMs) return earlier(one, other);
  return other.waitedMs > one.waitedMs ? other : one;
}

/** From outside nobody knows when an Alert came to the gate: it counts as there once it was sent. */
function waysOf({ plannedUs, sentUs, receivedUs, deliveredUs, header }: History): Way[] {
  const gateUs = header.blackBox ? sentUs : receivedUs;
  return [
    { leg: 'send', fromUs: plannedUs, toUs: sentUs },
    { leg: 'receive', fromUs: sentUs, toUs: gateUs },
    { leg: 'deliver', fromUs: gateUs, toUs: deliveredUs },
  ];
}

/** When an Alert had gone a leg: what never came to the gate is under way for ever. */
function arrivedUs({ leg, toUs }: Way, row: number): number {
  const us = toUs[row]!;
  return leg === 'receive' && Number.isNaN(us) ? Number.POSITIVE_INFINITY : us;
}

/** Whether a resource had run out when it could have been the reason for a wait. */
function holdsUp({ resource, strained }: ResourceUse, { leg, fromUs, toUs }: Wait): boolean {
  // A connection that could not be opened loses Alerts; it slows none.
  if ((resource === 'files' || resource === 'ports') && toUs !== Number.POSITIVE_INFINITY) return false;
  const sinceUs = leg === 'send' ? Number.NEGATIVE_INFINITY : fromUs;
  return strained.some((stretch) => stretch.fromUs <= toUs && stretch.toUs >= sinceUs);
}

const TOOK: Readonly<Record<Leg, string>> = {
  send: 'from its planned moment to its sending',
  receive: 'from its sending to the gate',
  deliver: 'from the gate to its User',
};

function shown(trace: Trace, row: number, wait: Wait): NonNullable<HeldUp['worst']> {
  const { wallMs: waitedMs } = wait;
  const name = keyName(trace.history, row);
  const took = Number.isFinite(waitedMs)
    ? `took ${waitedMs.toFixed(0)}ms ${TOOK[wait.leg]}`
    : 'was sent and never received at the gate';
  const sentence = `${name}: Alert number ${trace.history.id[row]!} ${took}`;
  return { ...breachAt(trace, row, sentence, witness(trace.history, sentence, [row])), waitedMs };
}
