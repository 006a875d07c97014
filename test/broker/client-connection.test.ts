// One connection with its socket, and nobody behind it: whose the packets are, when, and that nothing is left behind.

import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientConnection } from '../../src/broker/client-connection.ts';
import { LOOPBACK } from '../../src/broker/embedded-broker.ts';
import { deferred } from '../../src/domain/deferred.ts';
import { bytesOf } from './any-packet.ts';
import { publishOf, until } from './raw-broker.ts';
import { connectOf, RawClient } from './raw-client.ts';

const CONNECT = bytesOf(connectOf('a', { keepalive: 7 }));
const PING = bytesOf({ cmd: 'pingreq' });
const ALERT = bytesOf(publishOf(1, 1));

let server: Server;
let client: RawClient;
let connection: ClientConnection;

beforeEach(async () => {
  const arrived = deferred<Socket>();
  server = createServer({ allowHalfOpen: true }, arrived.resolve);
  await new Promise<void>((resolve) => {
    server.listen(0, LOOPBACK, resolve);
  });
  const address = server.address();
  client = new RawClient(typeof address === 'object' && address ? address.port : 0);
  connection = new ClientConnection(await arrived.promise);
  connection.on('error', () => {});
});

afterEach(() => {
  connection.destroy();
  client.socket.destroy();
  server.close();
});

/** Takes PUBLISHes and leaves the rest. */
const taker = () => ({
  taken: [] as Buffer[],
  take(packet: Buffer): boolean {
    const takes = packet[0]! >> 4 === 3;
    if (takes) this.taken.push(Buffer.from(packet));
    return takes;
  },
  flush: vi.fn(),
  closed: vi.fn(),
});

/** What Aedes would read, so many bytes of it. */
async function readBytes(count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await until(() => {
    const piece: Buffer | null = connection.read();
    if (piece) pieces.push(piece);
    return Buffer.concat(pieces).length >= count;
  });
  return Buffer.concat(pieces);
}

describe('a connection', () => {
  it('passes on the CONNECT, without its keep-alive, and then nothing until it is opened', async () => {
    client.send(CONNECT, ALERT, PING);
    expect(await readBytes(CONNECT.length)).toEqual(bytesOf(connectOf('a', { keepalive: 0 })));
    expect([connection.keepAliveS, connection.read()]).toEqual([7, null]);
    const one = taker();
    connection.open(one);
    expect(one.taken).toEqual([ALERT]);
    expect(one.flush).toHaveBeenCalledOnce();
    expect(await readBytes(PING.length)).toEqual(PING);
  });

  it('tells its taker once that it is gone, however often it is destroyed', async () => {
    client.send(CONNECT);
    await readBytes(CONNECT.length);
    const one = taker();
    connection.open(one);
    connection.destroy(new Error('gone'));
    connection.destroy();
    expect(one.closed).toHaveBeenCalledOnce();
    await client.closed;
  });

  it('tells a taker that comes too late at once, and gives it nothing', async () => {
    client.send(CONNECT, ALERT);
    await readBytes(CONNECT.length);
    connection.destroy();
    const late = taker();
    connection.open(late);
    expect([late.closed.mock.calls.length, late.taken]).toEqual([1, []]);
  });

  it('lets a taker that destroys it send what it had to say, and gives it nothing more', async () => {
    client.send(CONNECT, ALERT, ALERT);
    await readBytes(CONNECT.length);
    const one = taker();
    one.take = (packet) => {
      one.taken.push(packet);
      connection.destroy();
      return true;
    };
    connection.open(one);
    expect([one.taken.length, one.flush.mock.calls.length]).toEqual([1, 1]);
  });

  it('keeps the pieces of a packet together when its taker sends in between', async () => {
    connection.cork();
    connection.write(PING.subarray(0, 1));
    connection.send(PING);
    connection.write(PING.subarray(1));
    connection.uncork();
    connection.send(PING);
    expect(await client.firstNamed(3)).toEqual(['pingreq', 'pingreq', 'pingreq']);
  });

  it('ends for its reader when the client has said all, and not before the client is accepted', async () => {
    const end = vi.fn();
    connection.on('end', end);
    client.send(CONNECT, ALERT, PING);
    client.socket.end();
    await readBytes(CONNECT.length);
    const one = taker();
    connection.open(one);
    expect(one.taken).toEqual([ALERT]);
    expect(await readBytes(PING.length)).toEqual(PING);
    await until(() => connection.read() === null && end.mock.calls.length === 1);
  });
});
