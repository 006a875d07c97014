// What came of a goal as one line of text.

import { figureText } from './go.ts';
import type { GoalReading } from './goals.ts';

/** `G9 time, one decision at a million keys: 74 [71 … 80] ns, must be at most 150 (aim 80): met`. */
export function goalText({ goal, measured, met }: GoalReading): string {
  const { id, what, unit, must, aim } = goal;
  const bound = `must be at ${goal.atMost ? 'most' : 'least'} ${boundText(must)}`;
  const bounds = aim === null ? bound : `${bound} (aim ${boundText(aim)})`;
  if (measured === null) return `${id}, ${what}: not measured in this go; ${bounds}`;
  const { median, min, max } = measured;
  const figure = `${figureText(median)} [${figureText(min)} … ${figureText(max)}] ${unit}`;
  return `${id}, ${what}: ${figure}, ${bounds}: ${met ? 'met' : 'not met'}`;
}

const boundText = (bound: number): string => bound.toLocaleString('en');
