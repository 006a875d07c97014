// A run in, its parts made ready for the checks out. Goes through it twice where it has several parts: what one of them
// must know of the others comes first. A run in one part is read and replayed once.

import type { Profile } from '../throttle/profile.ts';
import { JudgingRoom } from './judging-room.ts';
import { Part } from './part.ts';
import { replayKeys } from './reference-model.ts';
import type { ReplayedKeys } from './replay.ts';
import { type RunFacts, RunSurvey } from './run-facts.ts';
import type { HistoryPart, RunInParts } from './run-in-parts.ts';
import { readTrace, type Trace } from './trace.ts';

/** The parts, one after the other: each is good until the next is asked for, the last until the room is lent again. */
export function* partsOf(run: RunInParts, profile: Profile, room = new JudgingRoom()): Generator<Part> {
  const survey = new RunSurvey();
  let only: Surveyed | null = null;
  for (const part of run.read()) {
    const surveyed = surveyedPart(part, profile, room);
    survey.add(surveyed.trace, run.header.blackBox ? null : surveyed.replayed());
    if (run.parts === 1) only = surveyed;
  }
  const facts = survey.facts();
  if (only) yield asPart(only, facts);
  else for (const part of run.read()) yield asPart(surveyedPart(part, profile, room), facts);
}

interface Surveyed {
  readonly trace: Trace;
  readonly replayed: () => ReplayedKeys;
}

function surveyedPart(part: HistoryPart, profile: Profile, room: JudgingRoom): Surveyed {
  const trace = readTrace(part, profile, room);
  let replayed: ReplayedKeys | null = null;
  return {
    trace,
    replayed: () => {
      replayed ??= replayKeys(trace, room);
      return replayed;
    },
  };
}

function asPart({ trace, replayed }: Surveyed, facts: RunFacts): Part {
  return new Part(trace, facts, replayed);
}
