// What the command line touches of the world around it, as small as it needs: two streams and the
// environment. Tests pass their own.

/** A stream that may be a terminal. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** Where the result goes, and where everything else goes. */
export interface Streams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
