// The floors of the house: an arrow that points upwards fails `npm run floors`. Type imports count.

const testFile = '\\.test\\.tsx?$';
/** Drives property tests; no entry point reaches it. */
const simulation = '^packages/react-widgets/src/client/simulation/';
/** A blob store for Node, beside the port it fills. */
const localDisk = '^packages/core/src/local-disk/';
const source = (name) => `^packages/${name}/src/`;

/** Core, from the ground up. What stands in one line may not import anything from a line below it in this list. */
const coreFloors = [
  ['json', 'decided', 'support-error', 'ids', 'clock', 'actor', 'page', 'log', 'locale', 'telemetry'].map(
    (file) => `${file}\\.ts$`,
  ),
  ['resilience/'],
  ['privacy/'],
  ['access/'],
  ['accounts/'],
  ['agents/'],
  ['customers/'],
  ['messages/'],
  ['conversations/'],
  ['notes/'],
  ['tags/'],
  ['media/'],
  ['templates/'],
  ['canned-responses/'],
  ['rate-limits/'],
  ['business-hours/'],
  ['sla/'],
  ['routing/'],
  ['triage/'],
  ['insights/'],
  ['customer-context/'],
  ['channels/'],
  ['inboxes/'],
  ['chat/'],
  ['internal-chat/'],
  ['presence/'],
  ['notifications/'],
  ['webhooks/'],
  ['reporting/'],
  ['audit/'],
  ['quarantine/'],
  ['events/'],
  ['jobs/'],
  ['handoffs/'],
  ['storage/', 'realtime/'],
  ['config/'],
  ['desk\\.ts$'],
  ['intake/', 'flows/'],
  ['parley\\.ts$', 'create-[^/]+\\.ts$'],
  ['index\\.ts$', 'testing/', 'local-disk/'],
];

const inCore = (names) => names.map((name) => `${source('core')}${name}`);

const coreOrder = coreFloors.slice(0, -1).map((names, floor) => ({
  name: `core-floor-${names[0].replace(/[\\/$]|\.ts/g, '')}`,
  comment: 'A concept may import only what stands before it in dependency-rules.cjs.',
  severity: 'error',
  from: { path: inCore(names), pathNot: testFile },
  to: { path: inCore(coreFloors.slice(floor + 1).flat()) },
}));

/** Which packages of ours a package may import; tests may use the contract suites as well. */
const mayImport = {
  'api-contract': [],
  'channel-[^/]+': ['core'],
  'contract-tests': ['core'],
  core: [],
  'react-widgets': ['api-contract'],
  server: ['api-contract', 'core'],
  simulator: [],
  'storage-postgres': ['core'],
};

const packageWalls = Object.entries(mayImport).flatMap(([name, allowed]) =>
  [false, true].map((inTests) => {
    const reachable = [name, ...allowed, ...(inTests ? ['contract-tests'] : [])].join('|');
    return {
      name: `wall-${name.replace('[^/]+', 'any')}${inTests ? '-tests' : ''}`,
      comment: `May import of ours: ${allowed.join(', ') || 'nothing'}.`,
      severity: 'error',
      from: inTests ? { path: `${source(name)}.*${testFile}` } : { path: source(name), pathNot: testFile },
      to: {
        path: '^(packages|examples|tests|bench)/',
        pathNot: [`^packages/(${reachable})/`, '/node_modules/'],
      },
    };
  }),
);

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'No import circle, type imports included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment:
        'Every import leads somewhere. Without this, a wrong resolver setting would let all rules pass.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'own-package-through-its-entry',
      comment: 'Another package is imported by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|examples/[^/]+|tests|bench)/' },
      to: { path: '^(packages|examples)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'core-needs-nothing',
      comment: 'Core runs anywhere: zod and eventemitter3 are its only imports.',
      severity: 'error',
      from: { path: source('core'), pathNot: [testFile, localDisk] },
      to: { pathNot: [source('core'), '/node_modules/(zod|eventemitter3)/'] },
    },
    {
      name: 'neutral-packages-without-node',
      comment: 'Browsers and edge runtimes use these packages too.',
      severity: 'error',
      from: { path: source('(core|api-contract)'), pathNot: [testFile, localDisk] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'local-disk-is-an-entry-of-its-own',
      comment: 'The one part of core that needs Node: nothing else of core may lead there.',
      severity: 'error',
      from: { path: source('core'), pathNot: [testFile, localDisk] },
      to: { path: localDisk },
    },
    {
      name: 'local-disk-needs-node-alone',
      comment: 'Of core it takes ground files and the blob store port.',
      severity: 'error',
      from: { path: localDisk, pathNot: testFile },
      to: { dependencyTypesNot: ['core'], pathNot: [localDisk, `${source('core')}media/`] },
    },
    {
      name: 'core-has-a-floor-for-everything',
      comment: 'A new folder or ground file of core gets its place in coreFloors.',
      severity: 'error',
      from: { path: source('core'), pathNot: [testFile, ...inCore(coreFloors.flat())] },
      to: {},
    },
    {
      name: 'core-has-a-floor-for-everything-imported',
      comment: 'A new folder or ground file of core gets its place in coreFloors.',
      severity: 'error',
      from: {},
      to: { path: source('core'), pathNot: inCore(coreFloors.flat()) },
    },
    {
      name: 'shipped-code-needs-shipped-packages',
      comment: 'What src imports must be in dependencies or peerDependencies of its package.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [testFile, simulation] },
      to: {
        // The customer chat's bundle brings Preact along.
        pathNot: '/node_modules/preact/',
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm-peer', 'npm', 'type-only'],
      },
    },
    ...packageWalls,
    ...coreOrder,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|\\.tsbuild)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@parley/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
