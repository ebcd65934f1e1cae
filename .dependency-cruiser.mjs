/**
 * The walls of the house (docs/architecture.md), kept by `npm test`. A rule that only warns is no wall: all are errors.
 */

/** Modules of the server by floor, lowest first. A module may use its own floor and those below, by their doors. */
const floors = [
  ['federation', 'records'],
  ['calendar', 'exchange', 'identity', 'files', 'overview'],
  ['catalogue', 'resources', 'notices'],
  ['cases'],
  ['certificates', 'counters'],
]
/** Parts of the server that are no modules of a node. */
const apart = ['platform', 'provider', 'commands']

/** Layers of the browser, highest first; an import only falls. */
const layers = ['faces', 'features', 'forms', 'ui', 'lib']

const anyOf = names => `(${names.join('|')})`
const modules = floors.flat()
const tests = '\\.test\\.tsx?$'

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const perFloor = floors
  .slice(0, -1)
  .map((names, floor) =>
    error(
      `floor-${floor}-looks-down`,
      'A module uses only modules of its own floor or below.',
      { path: `^server/src/${anyOf(names)}/` },
      { path: `^server/src/${anyOf(floors.slice(floor + 1).flat())}/` },
    ),
  )

const perLayer = layers
  .slice(1)
  .map((layer, above) =>
    error(
      `web-${layer}-looks-down`,
      `faces → features → forms → ui → lib.`,
      { path: `^web/src/${layer}/`, pathNot: tests },
      { path: `^web/src/(main\\.|${anyOf(layers.slice(0, above + 1))}/)` },
    ),
  )

export default {
  forbidden: [
    error(
      'no-circles',
      'What goes in a circle cannot be understood piece by piece, types no more than values.',
      {},
      { circular: true },
    ),
    error('resolves', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    error(
      'model-runs-anywhere',
      'The model knows neither server nor browser nor Node.',
      { path: '^model/src/', pathNot: tests },
      { path: ['^server/', '^web/', '^scripts/', '^test/'] },
    ),
    error(
      'model-without-node',
      'The model runs in browsers, too.',
      { path: '^model/src/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    error(
      'web-knows-the-model-only',
      'Server and browser never see each other.',
      { path: '^web/src/' },
      { path: ['^server/', '^scripts/'] },
    ),
    error(
      'server-without-web',
      'Server and browser never see each other.',
      { path: '^server/' },
      { path: '^web/' },
    ),
    error(
      'shipped-without-tests',
      'What is shipped uses nothing of the tests.',
      { path: '^(model|server|web)/src/', pathNot: tests },
      { path: ['^test/', tests] },
    ),
    error(
      'platform-at-the-bottom',
      'The platform knows no module.',
      { path: '^server/src/platform/', pathNot: tests },
      { path: '^server/src/', pathNot: '^server/src/platform/' },
    ),
    error(
      'provider-apart',
      'The provider of the demonstration stands for one of another house.',
      { path: '^server/src/provider/', pathNot: tests },
      { path: '^server/src/', pathNot: '^server/src/(provider|platform)/' },
    ),
    error(
      'modules-below-the-node',
      'A module does not know who mounts it.',
      { path: `^server/src/${anyOf(modules)}/`, pathNot: tests },
      { path: '^server/src/((main|node|modules)\\.ts$|commands/|provider/)' },
    ),
    error(
      'one-door',
      'A module is entered by its index.ts; modules.ts takes its module.ts.',
      { path: `^server/src/([^/]+)/`, pathNot: tests },
      {
        path: `^server/src/${anyOf(modules)}/`,
        pathNot: [`^server/src/$1/`, `^server/src/[^/]+/index\\.ts$`],
      },
    ),
    error(
      'one-door-for-the-node',
      'A module is entered by its index.ts; modules.ts takes its module.ts.',
      { path: '^server/src/[^/]+\\.ts$' },
      { path: `^server/src/${anyOf(modules)}/`, pathNot: `^server/src/[^/]+/(index|module)\\.ts$` },
    ),
    error(
      'on-a-floor',
      'A new module is given its floor in this file.',
      { path: '^server/src/[^/]+/', pathNot: `^server/src/${anyOf([...modules, ...apart])}/` },
      {},
    ),
    error(
      'sql-in-stores',
      'Only stores speak SQL.',
      { path: '^server/src/', pathNot: ['^server/src/platform/', '/store\\.ts$', '/store/', tests] },
      { path: '^node_modules/(kysely|pg)/' },
    ),
    ...perFloor,
    ...perLayer,
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^web/dist/', '^node_modules/.*/node_modules/'] },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}
