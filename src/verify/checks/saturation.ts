// Was the generator or the broker the bottleneck: were Alerts held up while something the harness needs had run out? To
// be busy convicts nobody, nor does a wait that nothing explains: it takes both, together, and for long. It judges
// the harness, so it never fails.

import { SATURATION } from '../../domain/check-id.ts';
import { HELD_UP_MS, HELD_UP_SHARE, SUSTAINED_MS } from '../../domain/limits.ts';
import { type HarnessSide, RESOURCE_KINDS, type ResourceUse } from '../../domain/resource-use.ts';
import type { HistoryHeader } from '../../ledger/history.ts';
import type { Check } from '../check.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised } from '../finding.ts';
import { addHeldUp, CARRIER, type HeldUp, heldUp, LEGS, type Leg, type LegTally } from '../held-up.ts';
import { alsoRanOut, percent, wayOut, whatRanOut } from '../resource-words.ts';
import { counted, formatCount } from '../wording.ts';

/** Judges whether the harness was the bottleneck. Exercised: Alerts sent. */
export const SATURATION_CHECK: Check<Facts> = {
  examine: ({ trace }) => {
    const { header } = trace.history;
    return { header, seen: heldUp(trace, header.health ?? []) };
  },
  add: (one, other) => ({ header: one.header, seen: addHeldUp(one.seen, other.seen) }),
  conclude,
};

interface Facts {
  readonly header: HistoryHeader;
  readonly seen: HeldUp;
}

/** Things that ran out are named as far as a person will read. */
const MOST_NAMED = 3;

const CLAIM: Claim = {
  id: SATURATION,
  requirement: 'harness',
  bound:
    `at most ${percent(HELD_UP_SHARE)} of the Alerts held up for more than ${HELD_UP_MS}ms ` +
    `while something the harness needs had run out for ${SUSTAINED_MS / 1_000}s or longer`,
};

function conclude({ header, seen }: Facts): Finding {
  const { health = [], mode } = header;
  if (mode === 'virtual') {
    return notExercised(CLAIM, 'nothing takes time in virtual time, so nothing can hold anything up');
  }
  if (health.length === 0) return notExercised(CLAIM, 'the record does not say how the harness fared');
  const { alerts: sent } = seen.legs.send;
  if (sent === 0) return notExercised(CLAIM, 'nothing was sent');
  const reasons = (['generator', 'broker'] as const).flatMap(
    (carrier) => bottleneck(carrier, seen, header) ?? [],
  );
  const saturated = reasons.length > 0;
  return {
    ...CLAIM,
    verdict: saturated ? 'inconclusive' : 'pass',
    reason: saturated ? reasons.join('; ') : roomLeft(health, seen),
    measured: measured(health, seen),
    exercised: sent,
    witness: saturated ? (seen.worst?.witness ?? null) : null,
  };
}

/** Why a carrier was too slow, on the leg where most was held up; null when nothing had run out that held up many. */
function bottleneck(
  carrier: HarnessSide,
  { legs }: HeldUp,
  { health = [], timeScale }: HistoryHeader,
): string | null {
  const slow = LEGS.filter((leg) => CARRIER[leg] === carrier)
    .map((leg) => {
      const culprits = culpritsOn(leg, legs[leg], health);
      const held = Math.max(0, ...culprits.map((use) => legs[leg].heldUpBy[health.indexOf(use)]!));
      return { leg, culprits, held };
    })
    .reduce((one, other) => (other.held > one.held ? other : one));
  const [first, ...others] = slow.culprits;
  if (first === undefined) return null;
  const named = [whatRanOut(first, timeScale), ...others.slice(0, MOST_NAMED - 1).map(alsoRanOut)];
  const starved = slow.culprits.find(({ resource }) => resource === 'processor-wait');
  return (
    `the ${carrier} was the bottleneck: ${named.join(', ')}, and meanwhile ` +
    `${formatCount(slow.held)} of ${counted(legs[slow.leg].alerts, 'Alert')} ${LATE_ON[slow.leg]}; ` +
    wayOut(starved ?? first)
  );
}

/** What ran out and held up too many: of what carries the leg or is shared if that explains it, else of anything. */
function culpritsOn(leg: Leg, { alerts, heldUpBy }: LegTally, health: readonly ResourceUse[]): ResourceUse[] {
  const held = (use: ResourceUse): number => heldUpBy[health.indexOf(use)]!;
  const ranOut = health.filter((use) => held(use) > alerts * HELD_UP_SHARE);
  const own = ranOut.filter(({ side }) => side === null || side === CARRIER[leg]);
  const rank = ({ resource }: ResourceUse): number => RESOURCE_KINDS.indexOf(resource);
  return (own.length > 0 ? own : ranOut).sort(
    (one, other) => rank(one) - rank(other) || held(other) - held(one),
  );
}

const LATE_ON: Readonly<Record<Leg, string>> = {
  send: `were sent more than ${HELD_UP_MS}ms late`,
  receive: `took more than ${HELD_UP_MS}ms from sending to the gate`,
  deliver: `took more than ${HELD_UP_MS}ms from the gate to their Users`,
};

function roomLeft(health: readonly ResourceUse[], { alerts }: HeldUp): string {
  const busiest = busiestThread(health);
  const room = busiest
    ? `; the busiest thread, ${busiest.thread}, was busy ${percent(busiest.mean)}, ` +
      `in its worst sample ${percent(busiest.peak)}`
    : '';
  return alerts === 0
    ? `no Alert was held up${room}`
    : `${counted(alerts, 'Alert')} held up, but too few while anything had run out${room}`;
}

function measured(health: readonly ResourceUse[], { alerts, legs }: HeldUp): string {
  const busiest = busiestThread(health);
  const processors = health.find(({ resource }) => resource === 'processors');
  return [
    ...(busiest ? [`${busiest.thread} thread busy ${percent(busiest.mean)}`] : []),
    ...(processors ? [`processors ${percent(processors.mean)}`] : []),
    `${formatCount(alerts)} of ${counted(legs.send.alerts, 'Alert')} held up`,
  ].join(', ');
}

function busiestThread(health: readonly ResourceUse[]): ResourceUse | null {
  const threads = health.filter(({ resource }) => resource === 'thread');
  return threads.reduce<ResourceUse | null>(
    (one, other) => (one === null || other.mean > one.mean ? other : one),
    null,
  );
}
