// What a caller may say about a capture, what is told while it goes on, and what it gets back.
// Shapes only: defaults are given where each option is used.

import type { Qos } from '../domain/qos.ts';
import type { UnreadableMessages } from './capture-tally.ts';
import type { PayloadPaths } from './read-message.ts';

/** Options of one capture. */
export interface CaptureOptions {
  /** `mqtt://host:port`, or `mqtts://host:port` for TLS. */
  readonly broker: string;
  /** Topics to listen to, such as `devices/{device}/alerts/{code}`. */
  readonly topic: string;
  /** The file to write; it must not exist. A name that ends in `.gz` makes it gzip. */
  readonly out: string;
  /** How long to listen, such as `10m`; until it is stopped when left out. */
  readonly duration?: string;
  /** How many Alerts to record; any number when left out. */
  readonly count?: number;
  /** Quality of service to subscribe with; 1 when left out. */
  readonly qos?: Qos;
  readonly username?: string;
  readonly password?: string;
  /** CSV instead of NDJSON. */
  readonly csv?: boolean;
  /** Where in a JSON payload the fields are that the topic does not tell. */
  readonly fields?: Partial<PayloadPaths>;
  /** Takes events as they come. Must not throw and must not block. */
  readonly onEvent?: (event: CaptureEvent) => void;
  /** Aborting ends the capture; the file is whole. */
  readonly signal?: AbortSignal;
}

/** What a capture tells while it goes on. */
export type CaptureEvent =
  | { readonly event: 'listening'; readonly broker: string; readonly filter: string }
  | { readonly event: 'heard'; readonly recorded: number; readonly devices: number; readonly unread: number }
  | { readonly event: 'lost' }
  | { readonly event: 'restored' };

/** Why a capture ended. */
export type CaptureEnd = 'duration' | 'count' | 'stopped';

/** What came of a capture. */
export interface CaptureOutcome {
  readonly schemaVersion: 1;
  /** The file, as it was named. */
  readonly out: string;
  readonly broker: string;
  readonly filter: string;
  readonly recorded: number;
  readonly devices: number;
  readonly redelivered: number;
  readonly unreadable: readonly UnreadableMessages[];
  /** How often the connection was lost and made again; what was sent meanwhile is missing. */
  readonly interruptions: number;
  readonly endedBy: CaptureEnd;
  /** UTC, ISO 8601. */
  readonly start: string;
  readonly end: string;
}
