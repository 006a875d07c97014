// Traces that can be used: every format, in any order, whole or in part.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { METER, OTHER, rowsIn, traceOf } from './trace-in.ts';

const AT = '2026-01-05T10:00:0';

describe('a CSV trace', () => {
  it('has its columns in any order, in any case, and may have more of them', async () => {
    const text = `Note,code,COUNTER,time,device\n"a, ""b""",81C3,7,12.5,${METER}\n,8f0a,9,12.75,${OTHER.toLowerCase()}\n`;
    expect(rowsIn(await traceOf(text))).toEqual([
      [0, METER, '81C3', 7],
      [250_000, OTHER, '8F0A', 9],
    ]);
  });

  it('may come with a byte order mark, CRLF, blank lines, quotes everywhere and no line end at its end', async () => {
    const text = `\ufeff"time","device","code"\r\n\r\n"${AT}1Z","${METER}","81C3"\r\n \r\n${AT}2Z, ${METER} ,81C3`;
    const trace = await traceOf(text);
    expect(rowsIn(trace)).toEqual([
      [0, METER, '81C3', 1],
      [1_000_000, METER, '81C3', 2],
    ]);
    expect(trace.source).toMatchObject({ lines: 2, used: 2, skipped: 0 });
  });

  it('may have line breaks in the quotes of a column that nobody reads', async () => {
    const text = `time,device,code,note\n1,${METER},81C3,"one\ntwo ""x"",\n\nthree"\n2,${METER},81C3,\n`;
    expect(rowsIn(await traceOf(text)).map(([us]) => us)).toEqual([0, 1_000_000]);
  });

  it('may leave trailing values out, and say nothing in surplus ones', async () => {
    const text = `time,device,code,counter,recipient\n1,${METER},81C3\n2,${METER},81C3,5,DCC,,\n`;
    const trace = await traceOf(text);
    expect(trace.kinds).toEqual([
      { alertCode: 0x81c3, recipient: 'Supplier' },
      { alertCode: 0x81c3, recipient: 'DCC' },
    ]);
    expect(rowsIn(trace).map((row) => row[3])).toEqual([6, 5]);
  });
});

describe('an NDJSON trace', () => {
  it('has one object a line, with more in it than is read', async () => {
    const lines = [
      { time: `${AT}1.000001Z`, device: METER, code: '81C3', counter: 7, dup: true },
      {
        time: `${AT}1Z`,
        device: OTHER.toLowerCase(),
        code: '0x8f0a',
        counter: '8',
        recipient: 'NetworkOperator',
      },
    ];
    const trace = await traceOf(`\n${lines.map((line) => JSON.stringify(line)).join('\r\n')}\n`);
    expect(rowsIn(trace)).toEqual([
      [0, OTHER, '8F0A', 8],
      [1, METER, '81C3', 7],
    ]);
    expect(trace.source).toMatchObject({ format: 'ndjson', firstAt: `${AT}1.000000Z`, reordered: 1 });
  });

  it('takes seconds as numbers, however large', async () => {
    const lines = [1767607200.123457, 1767607200.123456].map((time) =>
      JSON.stringify({ time, device: METER, code: '81C3' }),
    );
    const trace = await traceOf(lines.join('\n'));
    expect(rowsIn(trace).map(([us]) => us)).toEqual([0, 1]);
    expect(trace.source).toMatchObject({ firstAt: null, reordered: 1 });
  });
});

const HEADER = {
  history: 1,
  scenario: 's',
  planHash: 'h',
  seed: 1,
  mode: 'mqtt',
  timeScale: 60,
  qos: 1,
  planned: 3,
  streams: ['a'],
  receivedByQos: [0, 2, 0],
  refused: {},
  interrupted: false,
};

describe('a history', () => {
  const row = (received: number | null, sent: number | null, counter = 1) =>
    JSON.stringify({ id: 0, device: METER, code: '81C3', counter, stream: 'a', planned: 0, sent, received });

  it('is what the throttle received, at the moments of the run', async () => {
    const trace = await traceOf(
      [JSON.stringify(HEADER), row(900, 100, 4), row(950, 200, 5), row(null, 300, 6)].join('\n'),
    );
    expect(rowsIn(trace)).toEqual([
      [900, METER, '81C3', 4],
      [950, METER, '81C3', 5],
    ]);
    expect(trace.source).toMatchObject({
      format: 'history',
      lines: 3,
      used: 2,
      notReceived: 1,
      firstAt: null,
    });
  });

  it('is what was sent, where nobody saw what was received', async () => {
    const header = JSON.stringify({ ...HEADER, blackBox: { slackUs: 1 } });
    const trace = await traceOf([header, row(null, 200), row(null, null), row(null, 300)].join('\n'));
    expect(rowsIn(trace).map(([us]) => us)).toEqual([200, 300]);
    expect(trace.source).toMatchObject({ notReceived: 1 });
  });
});

describe('any trace', () => {
  const line = (time: number | string, device: string, code: string, counter: number | string = '') =>
    `${time},${device},${code},${counter}\n`;
  const csv = (...lines: readonly string[]) => `time,device,code,counter\n${lines.join('')}`;

  it('is sorted by time, and Alerts of one moment stay as they are', async () => {
    const trace = await traceOf(
      csv(line(2, METER, '0001'), line(1, METER, '0002'), line(2, OTHER, '0003'), line(1, METER, '0004')),
    );
    expect(rowsIn(trace).map(([us, , code]) => [us, code])).toEqual([
      [0, '0002'],
      [0, '0004'],
      [1_000_000, '0001'],
      [1_000_000, '0003'],
    ]);
    expect(trace.source.reordered).toBe(2);
  });

  it('numbers what has no counter in the order of time, and never as the Device has numbered another', async () => {
    const trace = await traceOf(
      csv(line(3, METER, '81C3'), line(1, METER, '81C3'), line(2, OTHER, '81C3'), line(1, OTHER, '81C3', 41)),
    );
    expect(rowsIn(trace).map(([us, device, , counter]) => [us, device, counter])).toEqual([
      [0, METER, 1],
      [0, OTHER, 41],
      [1_000_000, OTHER, 42],
      [2_000_000, METER, 2],
    ]);
  });

  it('counts Alerts that were sent again, and counters that two Alert Codes share', async () => {
    const trace = await traceOf(
      csv(
        line(1, METER, '81C3', 5),
        line(2, METER, '8F0A', 5),
        line(3, METER, '81C3', 5),
        line(4, METER, '81C3', 5),
        line(5, OTHER, '81C3', 5),
        line(6, METER, '81C3', 6),
      ),
    );
    expect(trace.source).toMatchObject({ used: 6, repeated: 2, clashing: 1 });
  });

  it('holds counters as large as a number can be exact', async () => {
    const trace = await traceOf(
      csv(line(1, METER, '81C3', Number.MAX_SAFE_INTEGER), line(2, METER, '81C3', 0)),
    );
    expect(rowsIn(trace).map((row) => row[3])).toEqual([Number.MAX_SAFE_INTEGER, 0]);
  });

  it('is unpacked where it is gzip, in one part or several, whatever it is called', async () => {
    const packed = Buffer.concat([gzipSync(csv(line(1, METER, '81C3'))), gzipSync(line(2, METER, '81C3'))]);
    const trace = await traceOf(packed);
    expect(trace.length).toBe(2);
    expect(trace.source.sha256).toBe(createHash('sha256').update(packed).digest('hex'));
  });

  it('is used as far as its gzip goes, with the hash of the whole file', async () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => line(n * Math.SQRT2, METER, '81C3')).join('');
    const packed = gzipSync(csv(lines));
    const cut = packed.subarray(0, packed.length / 2);
    const { source } = await traceOf(cut);
    expect(source.used).toBeGreaterThan(1_000);
    expect(source.sha256).toBe(createHash('sha256').update(cut).digest('hex'));
    expect(source.firstSkipped.at(-1)).toMatch(
      /: the compressed data breaks off or is damaged; what comes after it is lost$/,
    );
  });
});
