import { expect, it } from 'vitest';
import { textWidth } from '../../src/cli/text-width.ts';
import { type ListedScenario, listScenarios } from '../../src/run/scenario-library.ts';
import { FakeStream, stormproof } from './fake-world.ts';

const OUTAGE: ListedScenario = {
  name: 'mass-outage',
  title: 'The end of an outage',
  description: 'Many meters at once.',
  requirements: ['SECMP0062-1'],
  claims: ['quiet-traffic'],
  seed: 7,
  path: 'scenarios/mass-outage.yaml',
  comment: {
    purpose: 'a negative test.',
    requirement: 'nothing else is throttled.',
    expected: 'every Alert is delivered.',
    assumed: 'the flicker.',
    runWith: null,
  },
  profile: '../profiles/illustrative.yaml',
  devices: 2_000,
  streams: ['restored'],
  expect: ['total.discarded == 0'],
  durationUs: 60_000_000,
  timeScale: 1,
  runs: 1,
};

it.each([[['list']], [['list', 'scenarios']]])(
  'lists with %j what each scenario is for and how long it takes.',
  async (argv) => {
    const { code, stdout } = await stormproof(argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/single-device-storm {2}One meter repeats one Alert.* SECMP0062-1 {2}30 s/);
  },
);

it('lists the library as JSON.', async () => {
  const { stdout } = await stormproof(['list', '--json']);
  expect(JSON.parse(stdout)[0]).toMatchObject({
    name: 'single-device-storm',
    claims: ['decisions'],
    comment: { purpose: 'one meter that repeats itself.', assumed: null },
    streams: ['background', 'storm'],
    runs: 1,
  });
});

it('lists the scenarios that fit every word.', async () => {
  const operations = { listScenarios: async () => [OUTAGE] };
  const found = await stormproof(['list', 'scenarios', 'OUTAGE', '0062-1'], { operations });
  expect(found.stdout).toContain('mass-outage');
  const none = await stormproof(['list', 'scenarios', 'outage', 'tilt'], { operations });
  expect(none).toMatchObject({
    code: 0,
    stdout: 'No scenario of the library fits: outage tilt\n',
    stderr: '',
  });
});

it.each([
  ['its purpose', 'negative'],
  ['what is expected', 'delivered'],
  ['its description', 'at once'],
  ['what it claims', 'quiet-traffic'],
])('finds a scenario by %s.', async (_, word) => {
  const operations = { listScenarios: async () => [OUTAGE] };
  const { stdout } = await stormproof(['list', 'scenarios', word], { operations });
  expect(stdout).toContain('mass-outage');
});

it('counts the time of every run of a scenario, and gives none to what is meant for virtual time.', async () => {
  const virtual = { ...OUTAGE, name: 'hot-key', comment: { ...OUTAGE.comment, runWith: '--virtual.' } };
  const operations = { listScenarios: async () => [{ ...OUTAGE, runs: 3 }, virtual] };
  const { stdout } = await stormproof(['list'], { operations });
  expect(stdout).toMatch(/mass-outage .* 3 min\n/);
  expect(stdout).toMatch(/hot-key .* virtual\n/);
  expect(stdout).toContain('`virtual`: run it with --virtual.');
});

it('says on a wide terminal but once what the requirements of a scenario share.', async () => {
  const named = (...requirements: string[]) => ({ ...OUTAGE, requirements });
  const operations = {
    listScenarios: async () => [named('MP-1', 'MP-2'), named('MP-1', 'OTHER-2', 'plain', 'simple'), named()],
  };
  const wide = await stormproof(['list'], { stdout: new FakeStream({ columns: 120 }), operations });
  expect(wide.stdout).toMatch(/outage {2}MP-1, -2 +1 min\n/);
  expect(wide.stdout).toMatch(/outage {2}MP-1, OTHER-2, plain, simple +1 min\n/);
  const narrow = await stormproof(['list'], { stdout: new FakeStream({ columns: 40 }), operations });
  expect(narrow.stdout).toMatch(/MP-1 +1 min\n.*MP-2\n/);
});

it.each([80, 120])(
  'keeps the whole library within %d columns, at most three lines a scenario.',
  async (columns) => {
    const { stdout } = await stormproof(['list'], {
      stdout: new FakeStream({ columns }),
      operations: { listScenarios },
    });
    const lines = stdout.split('\n');
    for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThan(3 * (await listScenarios()).length);
  },
);

it('lists what is known of an Alert: code, name, Device types, whether critical, recipients.', async () => {
  const { code, stdout, stderr } = await stormproof(['list', 'alerts', '81c3']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/Code {2}Alert +Devices +Critical +Recipients\n/);
  expect(stdout).toMatch(/81C3 {2}Tilt tamper +GSME +no +Supplier\n/);
});

it('shows what is not known, what is inferred, and what is only logged, as such.', async () => {
  const { stdout } = await stormproof(['list', 'alerts']);
  expect(stdout).toMatch(/8F32 {2}Supply armed +\? +\? +\?\n/);
  expect(stdout).toMatch(/8F52 {2}Event log cleared +\? +\? +\?\n/);
  expect(stdout).toMatch(/8F1F {2}Low battery capacity +GSME\? +\? +\?\n/);
  expect(stdout).toMatch(/8F48 {2}Device joining failed +ESME +\? +log only\n/);
  expect(stdout.replace(/\s+/g, ' ')).toContain('8F75: In 2023 DCC consulted');
  expect(stdout).toContain('190 Alerts. ? is not known;');
});

it('keeps the whole catalogue within 80 columns.', async () => {
  const { stdout } = await stormproof(['list', 'alerts']);
  for (const line of stdout.split('\n')) expect(textWidth(line), line).toBeLessThanOrEqual(80);
});

it('narrows the Alerts down by code, name, Device type and recipient together.', async () => {
  const { stdout } = await stormproof(['list', 'alerts', '8F7', 'ESME', 'network', 'cover', '--json']);
  const found = JSON.parse(stdout) as { code: string }[];
  expect(found.map(({ code }) => code)).toEqual(['8F74', '8F76']);
});

it('gives all that is known of an Alert as JSON, unknown facts as null.', async () => {
  const { stdout } = await stormproof(['list', 'alerts', '0x8F1F', '--json']);
  expect(JSON.parse(stdout)).toEqual([
    {
      code: '8F1F',
      name: 'Low battery capacity',
      deviceTypes: ['GSME'],
      deviceTypesBasis: 'inferred',
      critical: null,
      sentOverWan: null,
      configurable: false,
      recipients: null,
      note: null,
    },
  ]);
});

it('says that nothing fits, which is no failure.', async () => {
  const none = await stormproof(['list', 'alerts', 'no\u001bsuch', 'thing']);
  expect(none).toMatchObject({
    code: 0,
    stdout: 'No Alert of the catalogue fits: no␛such thing\n',
    stderr: '',
  });
  expect((await stormproof(['list', 'alerts', 'nothing', '--json'])).stdout).toBe('[]\n');
});

it('says of a code that no list holds that it runs all the same.', async () => {
  const { code, stdout } = await stormproof(['list', 'alerts', '8ABC']);
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toMatch(/^8ABC is not in the catalogue\. It runs just as well/);
});

it('refuses to list what it has no list of.', async () => {
  const { code, stdout, stderr } = await stormproof(['list', 'profiles']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Allowed choices are scenarios, alerts.');
});
