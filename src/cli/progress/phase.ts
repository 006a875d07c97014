// The events of a run go in one by one, the state that a screen shows comes out. Draws nothing.
// Never reads a clock and never fails on an event that comes out of turn.

import type { RunEvent, RunIdentity, StormFigures } from '../../run/progress.ts';

/** What a run is doing. */
export type Phase = 'planned' | 'connecting' | 'rehearsing' | 'storm' | 'draining' | 'judging' | 'recorded';

/** All that is known of a run so far. */
export interface RunState {
  readonly phase: Phase;
  readonly identity: RunIdentity;
  readonly connected: number;
  readonly figures: StormFigures | null;
}

/** The state after one more event, or null as long as the run has not said what it is. */
export function nextState(state: RunState | null, event: RunEvent): RunState | null {
  if (event.event === 'planned') {
    return { phase: 'planned', identity: event.identity, connected: 0, figures: null };
  }
  if (state === null) return null;
  switch (event.event) {
    case 'connecting':
      return { ...state, phase: 'connecting', connected: event.connected };
    case 'storm':
    case 'draining':
      return { ...state, phase: event.event, connected: event.figures.connected, figures: event.figures };
    case 'rehearsing':
    case 'judging':
    case 'recorded':
      return { ...state, phase: event.event };
  }
}

/** How far the present phase is, 0…1: of the connections while connecting, of scenario time afterwards. */
export function progressOf({ phase, identity, connected, figures }: RunState): number {
  switch (phase) {
    case 'planned':
    case 'rehearsing':
      return 0;
    case 'connecting':
      return part(connected, identity.devices);
    case 'storm':
      return part(figures?.nowUs ?? 0, identity.durationUs);
    case 'draining':
    case 'judging':
    case 'recorded':
      return 1;
  }
}

function part(of: number, whole: number): number {
  return whole === 0 ? 1 : Math.min(1, Math.max(0, of / whole));
}
