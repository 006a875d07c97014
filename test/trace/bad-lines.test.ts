// What each mistake in a trace is told, and that it costs its own line and no other.

import { describe, expect, it } from 'vitest';
import { MAX_BAD_LINES_SHOWN, MAX_TRACE_LINE } from '../../src/domain/limits.ts';
import { METER, refusalOf, rowsIn, traceOf } from './trace-in.ts';

const GOOD = `1,${METER},81C3\n`;
const csv = (...lines: readonly string[]): string => `time,device,code\n${lines.join('')}`;
const json = (...lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const TIME = 'an ISO 8601 UTC time or a number of seconds, such as 2026-01-05T10:00:00.123456Z or 12.5';
const DEVICE = 'an EUI-64: eight hexadecimal octets joined by `-`';
const CODE = 'an Alert Code: four hexadecimal digits, such as 81C3';
const LONG = 'x'.repeat(MAX_TRACE_LINE);

describe('a bad line of CSV', () => {
  it.each([
    ['a time that is none', `yesterday,${METER},81C3`, `2:1: \`time\` must be ${TIME}; found yesterday`],
    ['no time', ` ,${METER},81C3`, `2:2: \`time\` is missing; it must be ${TIME}`],
    ['a Device that is none', '1,00:0D:6F,81C3', `2:3: \`device\` must be ${DEVICE}; found 00:0D:6F`],
    [
      'a code that a spreadsheet wrote',
      `1,${METER},8.1E+04`,
      `2:27: \`code\` must be ${CODE}; found 8.1E+04`,
    ],
    ['no code', `1,${METER}`, `2:1: \`code\` is missing; it must be ${CODE}`],
    ['one value too many', `1,${METER},81C3,x`, '2:32: 4 values under 3 columns'],
    ['text behind a quote', `1,"${METER}" x,81C3`, '2:28: text after a closing quote'],
    ['a quote in a value', `1,${METER},8"1C3`, '2:28: a quote inside a value that does not begin with one'],
    ['an open quote', `1,"${METER},81C3`, '2:3: a quote is opened and not closed'],
    ['a line too long', `1,${METER},${LONG}`, `2:1: a line may have at most ${MAX_TRACE_LINE} characters`],
    ['an open quote too long', `1,"${LONG.slice(9)}\nx`, '2:3: a quote is opened and not closed'],
  ])('%s', async (_, line, said) => {
    const { source, length } = await traceOf(csv(`${line}\n`, GOOD));
    expect(source.firstSkipped[0]).toBe(`storm:${said}`);
    expect(length).toBe(1);
  });

  it('is told all that is wrong with it', async () => {
    const { source } = await traceOf(csv('1,"x",y\n', GOOD));
    expect(source).toMatchObject({
      skipped: 1,
      firstSkipped: [
        `storm:2:3: \`device\` must be ${DEVICE}; found x`,
        `storm:2:7: \`code\` must be ${CODE}; found y`,
      ],
    });
  });

  it('may have a counter or a User that is none', async () => {
    const text = `time,device,code,counter,recipient\n1,${METER},81C3,1.5,Suplier\n1,${METER},81C3,,\n`;
    expect((await traceOf(text)).source.firstSkipped).toEqual([
      'storm:2:32: `counter` must be a whole number from 0 to 9007199254740991; found 1.5',
      'storm:2:36: `recipient` must be `Supplier`, `NetworkOperator` or `DCC`; found Suplier',
    ]);
  });
});

describe('a bad line of NDJSON', () => {
  const alert = { time: 1, device: METER, code: '81C3' };

  it.each([
    ['no JSON', '{"time": 1,', 'storm:2:1: a line must be a JSON object; found {"time": 1,'],
    ['no object', '[1]', 'storm:2:1: a line must be a JSON object; found [1]'],
    [
      'a code as a number',
      `{"time":1,"device":"${METER}","code": 8002}`,
      `storm:2:54: \`code\` must be ${CODE}; found 8002`,
    ],
    ['no Device', '{"time":1,"code":"81C3"}', `storm:2:1: \`device\` is missing; it must be ${DEVICE}`],
    ['a time that is a map', '{"time":{},"device":"x"}', `storm:2:9: \`time\` must be ${TIME}; found {}`],
    ['a line too long', `{"x":"${LONG}"}`, `storm:2:1: a line may have at most ${MAX_TRACE_LINE} characters`],
  ])('%s', async (_, line, said) => {
    const { source, length } = await traceOf(`${json(alert)}${line}\n${json(alert)}`);
    expect(source.firstSkipped[0]).toBe(said);
    expect(length).toBe(2);
  });

  it('has its time told otherwise than the lines before it', async () => {
    const utc = { ...alert, time: '2026-01-05T10:00:00Z' };
    expect((await traceOf(json(alert, utc, alert))).source.firstSkipped).toEqual([
      'storm:2:9: `time` is a UTC time, where the lines before it have a number of seconds',
    ]);
    expect((await traceOf(json(utc, alert))).source.firstSkipped).toEqual([
      'storm:2:9: `time` is a number of seconds, where the lines before it have a UTC time',
    ]);
  });

  it('is the header of a history that is not whole, and the rest is no trace then', async () => {
    expect(await refusalOf(json({ history: 1 }, { received: 5, device: METER, code: '81C3' }))).toEqual([
      'trace-empty: no line of the trace storm can be used',
      '1:1: the header is not whole',
      `2:1: \`time\` is missing; it must be ${TIME}`,
    ]);
  });

  it('is a row of a history that does not say when it was received', async () => {
    const header = { history: 1, timeScale: 1, planned: 1, streams: [], receivedByQos: [0, 0, 0] };
    const row = { device: METER, code: '81C3', counter: 1 };
    const text = json(header, { ...row, received: 5 }, row, { ...row, received: 0.5 });
    expect((await traceOf(text)).source.firstSkipped).toEqual([
      'storm:3:1: `received` must be whole microseconds, or null; found undefined',
      'storm:4:1: `received` must be whole microseconds, or null; found 0.5',
    ]);
  });
});

describe('the lines around bad ones', () => {
  it('are used, whatever quotes are left open between them', async () => {
    const open = `2,"${METER},81C3\n`;
    const { source, ...trace } = await traceOf(
      csv(GOOD, 'x\n', GOOD, open, GOOD, `4,${METER},81C3,"\n`, GOOD, open, open, GOOD, `"""x\n`, GOOD, open),
    );
    expect(rowsIn({ source, ...trace })).toHaveLength(6);
    expect(source).toMatchObject({ lines: 13, used: 6, skipped: 7 });
    expect(source.firstSkipped.map((text) => text.split(':')[1])).toEqual([
      '3',
      '3',
      '3',
      '5',
      '7',
      '9',
      '10',
      '12',
      '14',
    ]);
  });

  it('are counted all, and the first bad ones shown', async () => {
    const { source } = await traceOf(csv(GOOD, `1,${METER},x\n`.repeat(1_000)));
    expect(source).toMatchObject({ lines: 1_001, used: 1, skipped: 1_000 });
    expect(source.firstSkipped).toHaveLength(MAX_BAD_LINES_SHOWN);
  });
});

describe('a trace is refused', () => {
  it('for one bad line, when strict, with the way out', async () => {
    expect(await refusalOf(csv(GOOD, `1,${METER},x\n`, GOOD), true)).toEqual([
      'bad-trace: 1 mistake in the trace storm',
      `3:27: \`code\` must be ${CODE}; found x`,
    ]);
  });

  it('for a thousand, of which the first are shown', async () => {
    const [sentence, ...shown] = await refusalOf(csv(GOOD, '1\n'.repeat(1_000)), true);
    expect(sentence).toBe(`bad-trace: 2000 mistakes, of which 20 are shown, in the trace storm`);
    expect(shown).toHaveLength(2 * MAX_BAD_LINES_SHOWN);
  });

  it('when no line of it can be used, strict or not', async () => {
    const said = [
      'trace-empty: no line of the trace storm can be used',
      `2:27: \`code\` must be ${CODE}; found x`,
    ];
    expect(await refusalOf(csv(`1,${METER},x\n`))).toEqual(said);
  });

  it.each(['', '\n\n', 'time,device,code\n', '\ufeff'])('when it holds nothing but %j', async (text) => {
    await expect(traceOf(text)).rejects.toMatchObject({ kind: 'trace-empty', exitCode: 2 });
  });

  it.each([
    ['a;b', '`time`', 'columns are separated by commas'],
    [
      'when,what',
      '`time`',
      'the first line of a CSV file names its columns; here it names `when` and `what`',
    ],
  ])('when its header is %j', async (header, column, hint) => {
    await expect(traceOf(`${header}\n`)).rejects.toMatchObject({
      kind: 'trace-empty',
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ line: 1, column: 1, message: `the header has no column ${column}`, hint }),
      ]),
    });
  });

  it('when its header names a column twice', async () => {
    expect(await refusalOf('time,device,code,time\n')).toEqual([
      'trace-empty: no line of the trace storm can be used',
      '1:18: two columns are called `time`',
    ]);
  });

  it('when it is no text at all', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251 || 1);
    await expect(traceOf(bytes)).rejects.toMatchObject({ kind: 'trace-empty' });
    await expect(traceOf(Uint8Array.from([0x1f, 0x8b, 1, 2, 3]))).rejects.toMatchObject({
      kind: 'trace-empty',
    });
  });
});
