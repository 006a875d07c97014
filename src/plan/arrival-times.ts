// One stream on one Device in, its planned times out: integer microseconds of scenario time, ascending.
// Times come from the shape's curve, never from adding up sleeps; chance comes from the Device's own stream.

import type { RandomStream } from '../domain/random.ts';
import { WHOLE } from '../domain/share.ts';
import type { ArrivalShape, StreamSpec } from '../scenario/scenario.ts';
import { rampArea, rampOffset } from './ramp.ts';

/** Planned times of a stream on one Device, within [fromUs, untilUs). Of a pair: when it is raised. */
export function arrivalTimes(stream: StreamSpec, random: RandomStream): number[] {
  const lengthUs = stream.untilUs - stream.fromUs;
  const offsets = shapeOffsets(stream.arrival, lengthUs, random);
  const inside: number[] = [];
  for (const offsetUs of offsets) {
    const jitterUs = stream.jitterUs === 0 ? 0 : random.uniform() * stream.jitterUs;
    const timeUs = stream.fromUs + Math.floor(offsetUs + jitterUs);
    if (timeUs < stream.untilUs) inside.push(timeUs);
  }
  return stream.jitterUs === 0 ? inside : inside.sort((a, b) => a - b);
}

/** How many rows a stream means to plan on one Device, with what is sent again; an average where chance decides. */
export function expectedArrivals({ arrival, fromUs, untilUs, resend }: StreamSpec): number {
  const lengthUs = untilUs - fromUs;
  const once = expectedWithin(arrival, lengthUs);
  if (!resend) return once;
  let again = 0;
  for (let nth = 1; nth <= resend.times && nth * resend.afterUs < lengthUs; nth++) {
    again += expectedWithin(arrival, lengthUs - nth * resend.afterUs);
  }
  return once + (again * resend.share.millionths) / WHOLE.millionths;
}

/** How many Alerts of this shape are due within so long from its start. */
function expectedWithin(arrival: ArrivalShape, us: number): number {
  const lengthUs = Math.max(0, us);
  switch (arrival.shape) {
    case 'every':
    case 'pair':
      return Math.ceil(lengthUs / arrival.intervalUs);
    case 'burst':
      return Math.ceil(lengthUs / arrival.intervalUs) * arrival.count;
    case 'comb':
      return combLength(arrival, lengthUs);
    case 'ramp':
      return Math.ceil(rampArea(arrival, lengthUs));
    case 'once':
      return lengthUs > 0 ? 1 : 0;
    case 'at':
      return arrival.timesUs.filter((timeUs) => timeUs < lengthUs).length;
    case 'poisson':
      return (arrival.perSecond * lengthUs) / 1_000_000;
  }
}

function shapeOffsets(shape: ArrivalShape, lengthUs: number, random: RandomStream): number[] {
  switch (shape.shape) {
    case 'every':
    case 'pair':
      return steps(lengthUs, shape.intervalUs);
    case 'burst':
      return steps(lengthUs, shape.intervalUs).flatMap((startUs) => Array<number>(shape.count).fill(startUs));
    case 'once':
      return [0];
    case 'at':
      return [...shape.timesUs].sort((a, b) => a - b);
    case 'poisson':
      return poisson(shape.perSecond / 1_000_000, lengthUs, random);
    case 'ramp':
      return Array.from({ length: Math.ceil(rampArea(shape, lengthUs)) }, (_, n) => rampOffset(shape, n));
    case 'comb':
      return steps(lengthUs, shape.intervalUs).flatMap((startUs) =>
        Array.from({ length: shape.count }, (_, n) => startUs + n * shape.spacingUs),
      );
  }
}

/** Alerts of all trains that start within the length; the last one may be cut short. */
function combLength(
  { count, spacingUs, intervalUs }: Extract<ArrivalShape, { shape: 'comb' }>,
  lengthUs: number,
): number {
  const whole = Math.max(0, Math.ceil(lengthUs / intervalUs) - 1);
  return whole * count + Math.min(count, Math.ceil((lengthUs - whole * intervalUs) / spacingUs));
}

/** Multiples of the interval, from 0, below the length. */
function steps(lengthUs: number, intervalUs: number): number[] {
  return Array.from({ length: Math.ceil(lengthUs / intervalUs) }, (_, n) => n * intervalUs);
}

/** The n-th event is where the cumulative rate reaches the n-th unit-rate arrival: Λ⁻¹(E₁ + … + Eₙ), Λ(t) = rate·t. */
function poisson(perUs: number, lengthUs: number, random: RandomStream): number[] {
  const offsets: number[] = [];
  const expected = perUs * lengthUs;
  for (let area = random.exponential(); area < expected; area += random.exponential()) {
    offsets.push(area / perUs);
  }
  return offsets;
}
