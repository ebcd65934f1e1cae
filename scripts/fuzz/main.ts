/**
 * `npm run fuzz -- --requests N --seed S`: asks every endpoint of a node, and its gate, what their schemas allow and what
 * they do not, and judges every answer: never a fault of ours, never a hang, problems in their form and without personal
 * data, and memory that does not grow.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { setStage } from '../../bench/stage.ts'
import { importSigningKey } from '../../server/src/platform/crypto/keys.ts'
import { coverageOf } from './coverage.ts'
import { fuzz } from './run.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})
const requests = Number(values.requests)
const seed = Number(values.seed)

/** One of each post, two residents, and nobody. */
const accounts = [
  'fang-min',
  'shen-lei',
  'jiang-tao',
  'qian-feng',
  'sysadmin',
  'secadmin',
  'auditor',
  'wang-xiaoqiao',
  'li-chunyan',
]

// Databases and processes end with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const stage = await setStage()
let failed = true
try {
  const sessions = await Promise.all(accounts.map(name => stage.sessionsOf(name, 1)))
  const callers = sessions.flat().map(({ cookie, csrf }) => ({ cookie, 'x-csrf-token': csrf }))
  const { signer, url } = await partnerOf()
  const began = performance.now()
  const memory: number[] = []
  const heap: number[] = []
  const look = async () => {
    const used = await stage.pukou.child.ask<{ rss: number; heapUsed: number }>('memory')
    memory.push(Math.round(used.rss / 2 ** 20))
    heap.push(Math.round(used.heapUsed / 2 ** 20))
  }
  await look()
  const found = await fuzz({
    url,
    requests,
    seed,
    callers: [...callers, {}],
    partner: { signer, from: '340523', to: '320111', url, now: () => new Date().toISOString() },
    async progress(done) {
      await look()
      if (done % 10_000 === 0)
        console.log(`${done} asked, memory ${memory.at(-1)} MB, heap ${heap.at(-1)} MB`)
    },
  })
  await look()
  const seconds = (performance.now() - began) / 1000
  console.log(`\nseed ${seed}: ${found.done} requests in ${seconds.toFixed(0)} s`)
  for (const line of coverageOf(found)) console.log(line)
  console.log(`slowest ${found.slowest.toFixed(0)} ms`)
  const grown = growthOf(memory)
  console.log(`memory of the node: ${memory[0]} MB at first, ${memory.at(-1)} MB at the end; ${grown.text}`)
  console.log(`heap of the node: ${growthOf(heap).text}`)
  for (const { fault, question } of found.faults.slice(0, 50))
    console.log(
      '\nFAULT',
      fault,
      '\n',
      question.method,
      question.path,
      String(question.body ?? '').slice(0, 1500),
    )
  console.log(`${found.faults.length} faults`)
  failed = found.faults.length > 0 || grown.tooMuch
} finally {
  await stage.stop()
}
process.exitCode = failed ? 1 : 0

async function partnerOf() {
  const key = await readFile(`${stage.hexian.keysFolder}/signing.jwk.json`, 'utf8')
  return { signer: importSigningKey(key), url: stage.pukou.url }
}

/**
 * Whether memory grows: the middle of the last third against the middle of the second, for in the first the program and its
 * caches are still being filled.
 */
function growthOf(samples: number[]): { text: string; tooMuch: boolean } {
  const third = Math.floor(samples.length / 3)
  const middle = (part: number[]) => part.sort((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0
  const before = middle(samples.slice(third, 2 * third))
  const after = middle(samples.slice(2 * third))
  const tooMuch = third > 10 && after > before * 1.25
  return { text: `median of the second third ${before} MB, of the last ${after} MB`, tooMuch }
}
