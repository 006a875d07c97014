// Watches that clients are not silent for longer than they announced. It is done here, where every packet passes, and
// not by Aedes, which would cut a Device off that sends nothing but Alerts. Sweeps are counted, not time: while the
// event loop stands still nobody can be heard, and nobody is silent.

import { every } from '../domain/clock.ts';
import { BrokenOff } from './broken-off.ts';
import { bodyOf } from './packet-frames.ts';

const SWEEP_MS = 500;
/** A client may be silent for one and a half times what it announced (MQTT 3.1.1 section 3.1.2.10). */
const GRACE = 1.5;
const CONNECT = 0x10;
/** Between the protocol's name and the interval: its level and the flags of the CONNECT. */
const LEVEL_AND_FLAGS = 2;

/** Who is watched. */
export interface Watched {
  readonly keepAliveS: number;
  /** Sweeps since anything came from it: whoever hears it sets this to 0. */
  silentSweeps: number;
  destroy(error: Error): void;
}

/** Reads the interval a CONNECT announces, in seconds, and takes it out: 0 for none, or where there is no CONNECT. */
export function takeKeepAliveS(packet: Buffer): number {
  const name = bodyOf(packet);
  if (packet[0] !== CONNECT || name + 2 > packet.length) return 0;
  const at = name + 2 + packet.readUInt16BE(name) + LEVEL_AND_FLAGS;
  if (at + 2 > packet.length) return 0;
  const seconds = packet.readUInt16BE(at);
  packet.writeUInt16BE(0, at);
  return seconds;
}

/** Watches whoever is among the clients, until the returned function is called. */
export function watchSilence(clients: ReadonlySet<Watched>): () => void {
  return every(SWEEP_MS, () => sweep(clients));
}

/** Cuts nobody off early, and nobody more than one sweep late. */
function sweep(clients: ReadonlySet<Watched>): void {
  for (const client of clients) {
    const silentMs = client.silentSweeps++ * SWEEP_MS;
    const mayBeSilentMs = client.keepAliveS * 1_000 * GRACE;
    if (mayBeSilentMs > 0 && silentMs >= mayBeSilentMs)
      client.destroy(new BrokenOff('silent-client', 'silent for too long'));
  }
}
