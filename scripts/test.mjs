/**
 * `npm test`: the gates and every test, from a fresh clone. All of them run even when one fails; the last line counts them,
 * each gate as one test. What follows `--` is handed to Vitest: `npm test -- test/federation`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb, ensureInstalled, node, root, run } from './prepare.mjs'

await ensureInstalled()

const tool = (file, ...args) => run(node, [join(root, 'node_modules', file), ...args])
const types = project => tool('typescript/bin/tsc', '--noEmit', '-p', project)

/** Name of each gate, and how to pass through it. The order is that of the report; each takes a few seconds. */
const gates = [
  ['pages build · vite', buildWeb],
  ['types of server and tests · tsc', () => types('.')],
  ['types of the model · tsc', () => types('model')],
  ['types of the pages · tsc', () => types('web')],
  ['format and lint · biome', () => tool('@biomejs/biome/bin/biome', 'check', '.')],
  [
    'walls between rooms · dependency-cruiser',
    () =>
      tool(
        'dependency-cruiser/bin/dependency-cruiser.mjs',
        ...[
          '--config',
          '.dependency-cruiser.mjs',
          'model/src',
          'server/src',
          'web/src',
          'test',
          'scripts',
          'bench',
        ],
      ),
  ],
  ['nothing unused · knip', () => tool('knip/bin/knip.js', '--no-progress', '--no-config-hints')],
  ['table types are the migrations’ · tables', () => run(node, ['scripts/tables.ts', '--check'])],
]

let passed = 0
let failed = 0
let skipped = 0

const seconds = since => `${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s`

/** Two at a time: as many as the smallest machine has cores. */
async function passGates() {
  const waiting = gates.values()
  await Promise.all(
    [1, 2].map(async () => {
      for (const [name, pass] of waiting) {
        const since = performance.now()
        const { code, text } = await pass()
        console.log(`${code === 0 ? '✓' : '✗'} ${seconds(since)}  ${name}`)
        if (code === 0) passed++
        else {
          failed++
          console.log(text.trimEnd())
        }
      }
    }),
  )
}

/** Run Vitest and count by its own report; a file or a run that broke before any test counts as one failure. */
async function runTests() {
  const folder = join(root, 'test/.results')
  const report = join(folder, 'vitest.json')
  mkdirSync(folder, { recursive: true })
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(
    node,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const before = failed
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    passed += numPassedTests
    skipped += numPendingTests + numTodoTests
    failed += numFailedTests
    failed += testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length
  } catch {
    console.log('Vitest left no report.')
  }
  if (code !== 0 && failed === before) failed++
}

const since = performance.now()
await passGates()
await runTests()
console.log(`\nin${seconds(since)}`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
