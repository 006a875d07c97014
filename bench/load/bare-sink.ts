// The least a server can do: accept every connection, acknowledge every PUBLISH at QoS 1, count them, forward nothing. What
// a generator sends to it shows the generator alone.

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { acknowledge } from './acknowledge.ts';
import { PACKET } from './mqtt-frames.ts';

const CONNACK = Buffer.from([PACKET.connack << 4, 2, 0, 0]);
const PINGRESP = Buffer.from([0xd0, 0]);
const BACKLOG = 2_048;

/** A sink that listens on 127.0.0.1. */
export interface Sink {
  readonly port: number;
  /** PUBLISH packets so far. */
  received(): number;
}

/** Starts a sink for as long as the work takes. */
export async function withSink<Result>(work: (sink: Sink) => Promise<Result>): Promise<Result> {
  const sockets = new Set<Socket>();
  let received = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    serve(socket, () => {
      received++;
    });
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG });
  await once(server, 'listening');
  try {
    return await work({ port: (server.address() as AddressInfo).port, received: () => received });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Answers the packets of one connection. */
function serve(socket: Socket, onPublish: () => void): void {
  acknowledge(socket, onPublish, (first, bytes, at) => {
    switch (first >> 4) {
      case PACKET.connect:
        socket.write(CONNACK);
        break;
      case PACKET.subscribe:
        socket.write(Buffer.from([PACKET.suback << 4, 3, bytes[at]!, bytes[at + 1]!, 0]));
        break;
      case PACKET.pingreq:
        socket.write(PINGRESP);
        break;
    }
  });
}
