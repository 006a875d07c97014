// Ctrl-C and SIGTERM go in; the first becomes an abort that lets a run drain and keep what it has, the
// second ends the process at once. No other file ends the process.

import { EXIT } from '../domain/failure.ts';
import type { Host, StopSignal } from './session.ts';

const CODES: Readonly<Record<StopSignal, number>> = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated };

/** What to say when the first signal arrives. */
export const DRAINING = 'draining; press Ctrl-C again to stop at once';

/** A watch over stop signals. */
export interface SignalWatch {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The exit code that the first signal asks for, or null while there was none. */
  exitCode(): number | null;
  /** Gives the signals back to whoever had them before. */
  close(): void;
}

/** Watches for stop signals until closed; `onFirst` may say something, `onSecond` may tidy the screen. */
export function watchSignals(host: Host, onFirst: () => void, onSecond: () => void): SignalWatch {
  const controller = new AbortController();
  let code: number | null = null;
  const receive = (signal: StopSignal): void => {
    if (code === null) {
      code = CODES[signal];
      onFirst();
      controller.abort();
    } else {
      onSecond();
      host.exit(code);
    }
  };
  const onInterrupt = (): void => receive('SIGINT');
  const onTerminate = (): void => receive('SIGTERM');
  host.on('SIGINT', onInterrupt);
  host.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    close: () => {
      host.off('SIGINT', onInterrupt);
      host.off('SIGTERM', onTerminate);
    },
  };
}
