// A stream and the wish for colour go in; a place to write text to comes out, which knows its width and
// its colours. Writing to a reader who has gone away is no error: there is nobody left to tell.

import picocolors from 'picocolors';
import { StormError, systemCode } from '../domain/failure.ts';
import type { Environment, OutputStream } from './streams.ts';

/** When to colour. */
export const COLOUR_CHOICES = ['auto', 'always', 'never'] as const;

/** One answer to when to colour. */
export type ColourChoice = (typeof COLOUR_CHOICES)[number];

/** Functions that colour text, or leave it alone. */
export type Colours = ReturnType<typeof picocolors.createColors>;

/** A place to write to. */
export interface Terminal {
  readonly stream: OutputStream;
  readonly colours: Colours;
  readonly coloured: boolean;
  columns(): number;
  /** Writes a result: resolves when it is out, or when nobody reads any more. */
  write(text: string): Promise<void>;
  /** Writes a line in passing: never fails, never waits. */
  say(text: string): void;
}

/** Wraps a stream. */
export function terminalOn(stream: OutputStream, env: Environment, choice: ColourChoice): Terminal {
  const coloured = wantsColour(stream, env, choice);
  return {
    stream,
    colours: picocolors.createColors(coloured),
    coloured,
    columns: () => stream.columns || 80,
    write: (text) => writeTo(stream, text),
    say: (text) => void (stream.writable && stream.write(`${text}\n`)),
  };
}

/** Whether to colour: the flag first, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal at all. */
export function wantsColour(stream: OutputStream, env: Environment, choice: ColourChoice): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Keeps a reader's leaving (`| head`) from ending the process; call once per stream. */
export function tolerateLeaving(stream: OutputStream): void {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
}

function ignore(): void {}

const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END', 'EIO'];

function writeTo(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error?: Error | null) => {
      if (!error || GONE.includes(systemCode(error) ?? '')) resolve();
      else reject(new StormError('output-unwritable', {}, error));
    });
  });
}
