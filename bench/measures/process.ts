import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../server/src/platform/net.ts'
import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import type { Usage } from './plan.ts'

/** What a node holds in memory (RSS) after the load of this run. */
export async function measureMemory({ pukou, hexian }: Stage, report: Report): Promise<void> {
  for (const [name, node] of [
    ['浦口', pukou],
    ['和县', hexian],
  ] as const) {
    const { rss } = await node.child.ask<Usage>('usage')
    report.add(`memory of the node of ${name} after all this`, rss / 2 ** 20, 'MB')
  }
}

/** `npm start` in an empty folder: from the start of the process until the first page is served. */
export async function measureStart(report: Report): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'lianqiao-bench-home-'))
  const base = await freePort(42)
  const began = performance.now()
  const demo = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../server/src/main.ts'), 'demo', '--port-base', String(base)],
    { env: { ...process.env, LIANQIAO_HOME: join(home, 'data') }, stdio: 'ignore' },
  )
  try {
    while (!(await isServed(`http://127.0.0.1:${base + 40}/`))) {
      if (demo.exitCode !== null) throw new Error(`the demonstration ended with ${demo.exitCode}`)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    report.add('start of both nodes to the first page, empty folder', (performance.now() - began) / 1000, 's')
  } finally {
    if (demo.exitCode === null) {
      demo.kill('SIGTERM')
      await once(demo, 'exit')
    }
    await rm(home, { recursive: true, force: true })
  }
}

const isServed = (url: string) =>
  fetch(url).then(
    response => response.ok,
    () => false,
  )
