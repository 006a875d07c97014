/**
 * The layers, lowest first. A folder imports only from those before it; `wire` and `ledger` share a rank,
 * so do `simulator` and `broker`, and `run`, `selftest`, `compare` and `sweep`. Each rule's comment says what its violation means about the design.
 */
const LAYERS = [
  ['domain'],
  ['columns', 'threads'],
  ['throttle'],
  ['scenario'],
  ['plan'],
  ['wire', 'ledger'],
  ['trace'],
  ['capture'],
  ['measure'],
  ['simulator', 'broker'],
  ['verify'],
  ['record'],
  ['run', 'selftest', 'compare', 'sweep'],
  ['report'],
  ['cli'],
];

const upward = LAYERS.flatMap((rank, index) => {
  const above = LAYERS.slice(index + 1).flat();
  if (above.length === 0) return [];
  return rank.map((folder) => ({
    name: `${folder}-looks-up`,
    comment: `Data flows down the pipeline: ${folder} must not know what is built from it.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: `^src/(${above.join('|')})/` },
  }));
});

const onlyIn = (library, file) => ({
  name: `${library}-has-one-adapter`,
  comment: `${library} is spoken to in ${file} alone: replacing it must touch one file.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${file}$` },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the-oracle-is-independent',
      comment: 'A verifier that shares code with the throttle repeats its mistakes and proves nothing.',
      severity: 'error',
      from: { path: '^src/verify/' },
      to: { path: '^src/throttle/', pathNot: '^src/throttle/profile\\.ts$' },
    },
    {
      name: 'the-simulator-never-sees-the-throttle',
      comment: 'Meters that know the throttle could spare it; they may only meet it over MQTT.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^src/(throttle|broker)/' },
    },
    {
      name: 'the-broker-never-sees-the-meters',
      comment: 'Broker and meters meet in MQTT only, so either can be replaced by a real one.',
      severity: 'error',
      from: { path: '^src/broker/' },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'no-barrels-inside',
      comment: 'Import the file that holds the idea; only the package itself has an index.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/index\\.ts$' },
    },
    onlyIn('mqtt', 'wire/reference-connection\\.ts'),
    onlyIn('mqtt-packet', 'wire/control-packets\\.ts'),
    onlyIn('aedes', 'broker/embedded-broker\\.ts'),
    onlyIn('@observablehq/plot', 'report/plot\\.ts'),
    onlyIn('linkedom', 'report/plot\\.ts'),
    onlyIn('piscina', 'threads/thread-pool\\.ts'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
