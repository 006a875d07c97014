// A capture to be made in, its exit code out: a live count goes to stderr while it lasts, what came of it to stdout.
// Ctrl-C is an ordinary end; the file is whole.

import type { CaptureEvent, CaptureOptions, CaptureOutcome } from '../capture/capture-options.ts';
import { monotonicUs } from '../domain/clock.ts';
import { EXIT } from '../domain/failure.ts';
import { plainText } from '../report/plain-text.ts';
import { countOf, countText } from '../report/quantity.ts';
import { LINE_INTERVAL_MS } from './progress/line-log.ts';
import { isLive } from './progress/watch-run.ts';
import type { Session } from './session.ts';
import { watchSignals } from './signals.ts';
import type { Terminal } from './terminal.ts';
import { wrapText } from './text-width.ts';

/** How a capture is shown. */
export interface RecordStyle {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Makes a capture and says what came of it. */
export async function recordTrace(
  options: Omit<CaptureOptions, 'signal' | 'onEvent'>,
  { json, quiet }: RecordStyle,
  session: Session,
): Promise<number> {
  const { err, host, operations } = session;
  const count = quiet ? SILENT : await liveCount(err, session);
  const watch = watchSignals(host, () => count.say('stopping'), count.close);
  try {
    const outcome = await operations.captureTrace({
      ...options,
      signal: watch.signal,
      onEvent: count.listen,
    });
    count.close();
    await session.out.write(
      json ? `${JSON.stringify(outcome, null, 2)}\n` : outcomeText(outcome, session.out),
    );
    return watch.exitCode() ?? EXIT.pass;
  } finally {
    count.close();
    watch.close();
  }
}

interface LiveCount {
  readonly listen: (event: CaptureEvent) => void;
  readonly say: (text: string) => void;
  readonly close: () => void;
}

const SILENT: LiveCount = { listen: () => {}, say: () => {}, close: () => {} };

/** One line that is drawn again and again for a person, and a line now and then for a log. */
async function liveCount(err: Terminal, { env }: Session): Promise<LiveCount> {
  if (!isLive(err, env)) return lines(err.say);
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(err.stream);
  const say = (text: string): void => update.persist(text);
  return {
    listen: (event) => (event.event === 'heard' ? update(heardText(event)) : say(eventText(event))),
    say,
    close: () => {
      update.clear();
      update.done();
    },
  };
}

function lines(say: (text: string) => void): LiveCount {
  let saidUs = Number.NEGATIVE_INFINITY;
  return {
    listen: (event) => {
      if (event.event === 'heard') {
        const nothingYet = event.recorded + event.unread === 0;
        if (nothingYet || monotonicUs() - saidUs < LINE_INTERVAL_MS * 1_000) return;
        saidUs = monotonicUs();
      }
      say(event.event === 'heard' ? heardText(event) : eventText(event));
    },
    say,
    close: () => {},
  };
}

function heardText({ recorded, devices, unread }: Extract<CaptureEvent, { event: 'heard' }>): string {
  const others = unread === 0 ? '' : `, ${countOf(unread, 'other message')}`;
  return `recorded ${countOf(recorded, 'Alert')} from ${countOf(devices, 'Device')}${others}`;
}

function eventText(event: Exclude<CaptureEvent, { event: 'heard' }>): string {
  switch (event.event) {
    case 'listening':
      return plainText(`listening to ${event.filter} at ${event.broker}; Ctrl-C stops`);
    case 'lost':
      return 'connection lost; trying again';
    case 'restored':
      return 'connected again; what was sent meanwhile is missing';
  }
}

function outcomeText(outcome: CaptureOutcome, { columns }: Terminal): string {
  const { recorded, devices, redelivered, unreadable, interruptions } = outcome;
  const said = [
    ...(redelivered === 0 ? [] : [`${countText(redelivered)} of them marked as possibly sent before (DUP)`]),
    ...(interruptions === 0
      ? []
      : [`Connection lost ${countOf(interruptions, 'time')}: what was sent meanwhile is missing`]),
    ...unreadable.map(
      ({ count, what, example }) => `${countOf(count, 'message')} left out: ${what}; such as ${example}`,
    ),
  ];
  const [count, from] = [countOf(recorded, 'Alert'), countOf(devices, 'Device')];
  const lines = said.flatMap((line) => wrapText(plainText(line), columns()));
  return `${[plainText(`Recorded ${count} from ${from} in ${outcome.out}`), ...lines].join('\n')}\n`;
}
