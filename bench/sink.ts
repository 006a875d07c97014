// The least that takes Alerts over MQTT: a server in a process of its own that accepts every client, counts every
// PUBLISH and acknowledges it, and does nothing else. What a generator can do against it, no broker hides.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { FrameReader } from '../src/wire/frame-reader.ts';
import { answerFrame, PUBACK, PUBLISH } from '../src/wire/packet-type.ts';

const CONNECT = 1;
const PINGREQ = 12;
const BACKLOG = 4_096;
const CONNACK_FRAME = Buffer.from([0x20, 2, 0, 0]);
const PINGRESP_FRAME = Buffer.from([0xd0, 0]);

/** A sink that listens on 127.0.0.1. */
export interface Sink {
  readonly port: number;
  stop(): void;
}

/** Starts a sink in a process of its own: it has as many open files as the generator. */
export async function startSink(): Promise<Sink> {
  const child = fork(fileURLToPath(import.meta.url));
  const [port] = (await once(child, 'message')) as [number];
  return { port, stop: () => child.kill() };
}

function take(socket: Socket): void {
  const reader = new FrameReader();
  let answers: Buffer[] = [];
  const taker = {
    packet(bytes: Buffer, at: number, body: number): boolean {
      const first = bytes[at]!;
      if (first >> 4 === PUBLISH && (first & 6) !== 0) {
        answers.push(answerFrame(PUBACK, bytes.readUInt16BE(body + 2 + bytes.readUInt16BE(body))));
      } else if (first >> 4 === CONNECT) answers.push(CONNACK_FRAME);
      else if (first >> 4 === PINGREQ) answers.push(PINGRESP_FRAME);
      return true;
    },
  };
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    reader.read(bytes, bytes.length, taker);
    if (answers.length === 0) return;
    socket.write(answers.length === 1 ? answers[0]! : Buffer.concat(answers));
    answers = [];
  });
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on('disconnect', () => process.exit());
  const server = createServer(take);
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
    process.send?.((server.address() as AddressInfo).port);
  });
}
