// Streams of a scenario in, streams of a plan out: one Alert Code each. A pair becomes two of the same name, which
// make the same draws, so that each clearing Alert keeps its distance from the one it clears.

import type { StreamSpec } from '../scenario/scenario.ts';

/** The streams to plan for one stream of the scenario: itself, and what clears it when it is a pair. */
export function plannedStreams(stream: StreamSpec): readonly StreamSpec[] {
  const { arrival } = stream;
  if (arrival.shape !== 'pair') return [stream];
  const { clearCode, afterUs, intervalUs } = arrival;
  const fromUs = stream.fromUs + afterUs;
  return [stream, { ...stream, alertCode: clearCode, fromUs, arrival: { shape: 'every', intervalUs } }];
}

/** The names of the scenario's streams, each once, in order. */
export function streamNames(streams: readonly Pick<StreamSpec, 'name'>[]): string[] {
  return [...new Set(streams.map((stream) => stream.name))];
}
