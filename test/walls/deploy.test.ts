import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { commands } from '../../server/src/commands/commands.ts'
import { variables } from '../../server/src/platform/config.ts'

/** What `deploy/` says of the software is so: paths, commands, variables, the flags of Node. Nothing of it is run here. */

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const isThere = (path: string) => existsSync(join(root, path))

const container = read('deploy/Containerfile').replaceAll('\\\n', ' ')
const units = readdirSync(join(root, 'deploy')).filter(name => name.endsWith('.service'))
const starts = units.map(name => /^ExecStart=\/opt\/lianqiao\/(.*)$/m.exec(read(`deploy/${name}`))?.[1] ?? '')

interface Compose {
  services: Record<string, { command?: string[]; environment?: Record<string, string> }>
}
const composed = ['deploy/compose.yaml', 'deploy/compose.database.yaml'].map(name => {
  const parsed = parseDocument(read(name), { merge: true })
  expect(parsed.errors).toEqual([])
  return parsed.toJS() as Compose
})

/** The path of the program, the flags before it, and the command behind it. */
function startOf(line: string): { flags: string[]; file: string; command: string } {
  const words = line.split(' ').filter(word => !word.endsWith('/bin/node') && word !== 'node')
  const [file = '', command = ''] = words.filter(word => !word.startsWith('--'))
  return {
    flags: words.filter(word => word.startsWith('--')),
    file: file.replace('/opt/lianqiao/', ''),
    command,
  }
}

test('the container is made of what there is, and no stage is named that is not', () => {
  const stages = [...container.matchAll(/^FROM \S+ AS (\w+)/gm)].map(([, name]) => name)
  const copies = [...container.matchAll(/^COPY (?:--from=(\w+) )?(.+)$/gm)]
  expect(copies.length).toBeGreaterThan(5)
  for (const [, stage, words = ''] of copies) {
    if (stage) expect(stages).toContain(stage)
    else
      for (const source of words.trim().split(/\s+/).slice(0, -1)) expect(isThere(source), source).toBe(true)
  }
})

test('processes start by a file that there is, with a command that there is', () => {
  const entry: string[] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(container)?.[1] ?? '[]')
  expect(isThere(startOf(entry.join(' ')).file)).toBe(true)
  const inContainers = [
    ...(JSON.parse(/^CMD (.*)$/m.exec(container)?.[1] ?? '[]') as string[]),
    ...composed.flatMap(({ services }) => Object.values(services).flatMap(({ command = [] }) => command)),
  ]
  expect(inContainers.sort()).toEqual(['serve', 'serve', 'work'])
  expect(starts.map(line => startOf(line).command).sort()).toEqual(['%i', 'backup'])
  for (const line of starts) expect(isThere(startOf(line).file), line).toBe(true)
  for (const command of [...inContainers, 'backup']) expect(commands).toHaveProperty([command])
})

test('every variable that is set is one that a node reads', () => {
  const set = [
    ...[...container.matchAll(/\b((?:LIANQIAO|DATABASE)_[A-Z_]+)=/g)].map(([, name = '']) => name),
    ...composed.flatMap(({ services }) =>
      ['serve', 'work'].flatMap(name => Object.keys(services[name]?.environment ?? {})),
    ),
  ]
  expect(set.length).toBeGreaterThan(10)
  expect(Object.values(variables)).toEqual(expect.arrayContaining(set))
})

test('nodes are started with the same flags everywhere', () => {
  const flagsIn = (text: string) => [
    ...new Set(text.match(/--(?:max-semi-space-size|heap-growing-percent)=\d+/g)),
  ]
  const flags = flagsIn(read('scripts/prepare.mjs'))
  expect(flags).toHaveLength(2)
  for (const place of ['deploy/Containerfile', 'deploy/lianqiao@.service', 'bench/child.ts'])
    expect(flagsIn(read(place)), place).toEqual(flags)
})

test('whoever stops a node waits longer than an orderly stop may take', () => {
  const patience = Number(
    /patience = ([\d_]+)/.exec(read('server/src/commands/until-stopped.ts'))?.[1]?.replace('_', ''),
  )
  expect(patience).toBeGreaterThan(0)
  const waits = [
    /TimeoutStopSec=(\d+)/.exec(read('deploy/lianqiao@.service')),
    /stop_grace_period: (\d+)s/.exec(read('deploy/compose.yaml')),
  ]
  for (const wait of waits) expect(Number(wait?.[1]) * 1000).toBeGreaterThan(patience)
})
