// Other people's load generators: how each is asked for a hundred clients that publish about 120 B at QoS 1 over MQTT 3.1.1
// as fast as it can, until it is stopped. Their defaults are traps: a message a second, or MQTT 5.

import type { MqttClientName } from '../../src/wire/mqtt-client.ts';
import { isInstalled } from '../installed.ts';

const CLIENTS = '100';
const PAYLOAD_BYTES = '120';
/** More than any of them can send before it is stopped. */
const ENDLESS = '10000000';

/** A tool that may be installed. */
export interface PeerTool {
  readonly name: string;
  /** Which of our clients it stands beside: its turn comes right after that one's. */
  readonly beside: MqttClientName;
  /** The commands it may go by; the first that is there is run. */
  readonly commands: readonly string[];
  /** Its arguments, against a broker on 127.0.0.1. */
  readonly args: (port: string) => readonly string[];
  /** A line that is written to its standard input again and again, where it publishes lines. */
  readonly line?: string;
  /** Messages a second that it cannot exceed when it is asked like that, whatever machine it runs on. */
  readonly ceiling?: number;
}

/** The tools, in the order in which those run that stand beside the same client. */
export const PEER_TOOLS: readonly PeerTool[] = [
  {
    name: 'nanomq_cli bench',
    beside: 'fast',
    commands: ['nanomq_cli'],
    args: (port) => ['bench', 'pub', ...benchFlags(port)],
    ceiling: 1_000 * Number(CLIENTS),
  },
  {
    name: 'mosquitto_pub, one connection',
    beside: 'fast',
    commands: ['mosquitto_pub'],
    args: (port) => ['-h', '127.0.0.1', '-p', port, '-V', 'mqttv311', '-q', '1', '-t', 'bench/1', '-l'],
    line: 'x'.repeat(Number(PAYLOAD_BYTES)),
  },
  {
    name: 'emqtt_bench',
    beside: 'fast',
    commands: ['emqtt_bench'],
    args: (port) => ['pub', ...benchFlags(port)],
  },
  {
    name: 'mqttx bench',
    beside: 'mqtt.js',
    commands: ['mqttx', 'mqttx-cli'],
    args: (port) => [
      ...['bench', 'pub', '-h', '127.0.0.1', '-p', port, '-V', '3.1.1', '-c', CLIENTS, '-i', '1'],
      ...['-im', '1', '-q', '1', '-t', 'bench/%i', '-m', 'x'.repeat(Number(PAYLOAD_BYTES))],
    ],
  },
  {
    name: 'mqtt-benchmark',
    beside: 'fast',
    commands: ['mqtt-benchmark'],
    args: (port) => [
      ...['-broker', `tcp://127.0.0.1:${port}`, '-clients', CLIENTS, '-count', ENDLESS],
      ...['-size', PAYLOAD_BYTES, '-qos', '1', '-message-interval', '0', '-topic', 'bench', '-quiet'],
    ],
  },
  {
    name: 'mqtt-stresser',
    beside: 'fast',
    commands: ['mqtt-stresser'],
    args: (port) => [
      ...['-broker', `tcp://127.0.0.1:${port}`, '-num-clients', CLIENTS, '-num-messages', ENDLESS],
      ...['-publisher-qos', '1', '-subscriber-qos', '0', '-no-progress'],
    ],
  },
];

/** emqtt_bench and its younger relative understand the same flags; -I is a message per client and millisecond. */
function benchFlags(port: string): string[] {
  const broker = ['-h', '127.0.0.1', '-p', port, '-V', '4'];
  const load = ['-c', CLIENTS, '-i', '1', '-I', '1', '-q', '1', '-s', PAYLOAD_BYTES, '-t', 'bench/%i'];
  return [...broker, ...load];
}

/** The command of a tool on this machine; null where there is none. */
export function commandOf({ commands }: PeerTool): string | null {
  return commands.find(isInstalled) ?? null;
}
