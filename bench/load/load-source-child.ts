// The process of a load source: connects, subscribes, sends as fast as acknowledgements come for so long, waits for what is
// under way, and says what it counted.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { simulatedDeviceId } from '../../src/domain/device.ts';
import { acknowledge } from './acknowledge.ts';
import { AlertTemplate } from './alert-template.ts';
import type { SourceOrder, SourceResult } from './load-source.ts';
import { connectFrame, PUBACK_BYTES, subscribeFrame } from './mqtt-frames.ts';

const CONNECTS_IN_FLIGHT = 100;
const LOST_AFTER_MS = 2_000;
const POLL_MS = 10;

process.once('message', (order: SourceOrder) => {
  void run(order).then((result) => process.send!(result));
});

async function run(order: SourceOrder): Promise<SourceResult> {
  const counts = { sent: 0, acknowledged: 0, given: 0, movedMs: 0 };
  let sending = order.seconds > 0;
  if (order.subscriber) await subscribe(order, order.subscriber, () => counts.given++);

  const connectsMs = performance.now();
  const start = await connectAll(order, (socket, template) => {
    const send = (alerts: number): void => {
      counts.sent += alerts;
      socket.write(template.next(alerts));
    };
    socket.on(
      'data',
      readAcknowledgements((alerts) => {
        counts.acknowledged += alerts;
        if (sending) send(alerts);
      }),
    );
    return () => send(order.inFlight);
  });
  const startMs = performance.now();
  const before = performance.eventLoopUtilization();
  if (sending) {
    for (const begin of start) begin();
    await pause(order.seconds * 1_000);
    sending = false;
    await settled(counts, order.subscriber !== null);
  }
  return {
    connectS: (startMs - connectsMs) / 1_000,
    sent: counts.sent,
    acknowledged: counts.acknowledged,
    given: counts.given,
    seconds: (counts.movedMs - startMs) / 1_000,
    busy: performance.eventLoopUtilization(before).utilization,
  };
}

interface Counts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly given: number;
  /** When anything was counted last, to a poll. */
  movedMs: number;
}

/** Waits until everything sent has come back, or nothing has moved for a while. */
async function settled(counts: Counts, listens: boolean): Promise<void> {
  counts.movedMs = performance.now();
  for (let moved = -1; performance.now() - counts.movedMs < LOST_AFTER_MS; ) {
    const now = counts.acknowledged + counts.given;
    if (now !== moved) counts.movedMs = performance.now();
    moved = now;
    if (counts.acknowledged === counts.sent && (!listens || counts.given >= counts.sent)) return;
    await pause(POLL_MS);
  }
}

/** Connects every client, a bounded number at a time; returns what makes each send its first Alerts. */
async function connectAll(
  { port, connections }: SourceOrder,
  prepare: (socket: Socket, template: AlertTemplate) => () => void,
): Promise<(() => void)[]> {
  const start: (() => void)[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < connections) {
      const deviceId = simulatedDeviceId('ESME', ++next);
      const socket = await opened(port, deviceId);
      start.push(prepare(socket, new AlertTemplate(deviceId)));
    }
  };
  await Promise.all(Array.from({ length: CONNECTS_IN_FLIGHT }, one));
  return start;
}

/** A socket whose CONNECT was answered. */
async function opened(port: number, clientId: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write(connectFrame(clientId));
  await once(socket, 'data');
  return socket;
}

/** PUBACKs alone are read: four bytes each. */
function readAcknowledgements(onAlerts: (alerts: number) => void): (bytes: Buffer) => void {
  let left = 0;
  return (bytes) => {
    const all = left + bytes.length;
    left = all % PUBACK_BYTES;
    const alerts = (all - left) / PUBACK_BYTES;
    if (alerts > 0) onAlerts(alerts);
  };
}

async function subscribe(
  { port }: SourceOrder,
  { clientId, filter, qos }: NonNullable<SourceOrder['subscriber']>,
  onAlert: () => void,
): Promise<void> {
  const socket = await opened(port, clientId);
  socket.write(subscribeFrame(1, filter, qos));
  await once(socket, 'data');
  acknowledge(socket, onAlert);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
