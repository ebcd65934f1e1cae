import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { roles } from '../../model/src/people/roles.ts'
import { procedures } from '../../model/src/procedures/all.ts'
import { commands } from '../../server/src/commands/commands.ts'
import { modules } from '../../server/src/modules.ts'

/** What the documents name is there: files, and the commands that they tell people to type. */

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const documents = globSync(['*.md', 'docs/**/*.md', 'jurisdictions/*.md', '.github/**/*.md'], { cwd: root })
const scripts = ['package.json', 'web/package.json'].flatMap(name =>
  Object.keys(JSON.parse(read(name)).scripts),
)
const rooms = 'model|server|web|test|scripts|docs|deploy|jurisdictions|bench'

/** What a command makes. */
const made = ['web/dist', 'test/.screens', 'deploy/node.env']

const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] ?? '')

describe.each(documents.filter(name => name !== 'CHANGELOG.md'))('%s', name => {
  const text = read(name)

  test('links to files that there are', () => {
    const links = found(text, /\]\((?!https?:|#|mailto:)([^)#]+)/g)
    expect(links.filter(link => !existsSync(join(root, dirname(name), link)))).toEqual([])
  })

  test('names files that there are', () => {
    const paths = found(text, new RegExp(`\`((?:${rooms})/[\\w./-]+)\``, 'g'))
    // `test/api/foreign`: a beginning names tests, as `npm test --` takes it.
    const isThere = (path: string) =>
      existsSync(join(root, path)) || globSync(`${path}*.test.ts`, { cwd: root }).length > 0
    expect(paths.filter(path => !made.includes(path) && !isThere(path))).toEqual([])
  })

  test('tells commands that there are', () => {
    expect(found(text, /npm run ([a-z]+)/g).filter(script => !scripts.includes(script))).toEqual([])
    expect(found(text, /main\.ts ([a-z]+)/g).filter(command => !(command in commands))).toEqual([])
  })
})

test('the protocol tells every type of message and query that a node takes', () => {
  const taken = modules().all.flatMap(({ messages = {}, queries = {} }) =>
    Object.keys({ ...messages, ...queries }),
  )
  const told = found(read('docs/protocol/messages.md'), /`([a-z]+\.[a-z-]+)`/g)
  expect([...new Set(told)].sort()).toEqual(taken.sort())
})

test('the architecture shows every room', () => {
  const plan = read('docs/architecture.md').split('```')[3] ?? ''
  const rooms = globSync(['model/src/*/', 'server/src/*/'], { cwd: root }).map(path => basename(path))
  expect(rooms.length).toBeGreaterThan(25)
  expect(rooms.filter(room => !new RegExp(`\\b${room}\\b`).test(plan))).toEqual([])
})

test('the architecture tells every module, on the floor that the walls keep', () => {
  const listed = (text: string) => text.match(/[a-z]+/g) ?? []
  const [, walls = ''] = /const floors = \[\n(.*?)\n\]/s.exec(read('.dependency-cruiser.mjs')) ?? []
  const [, told = ''] = /<modules>\s+(floor 0.*?)\n {2}platform/s.exec(read('docs/architecture.md')) ?? []
  expect(told.split(/\d/).slice(1).map(listed)).toEqual(walls.split('\n').map(listed))
})

test('the glossary has every procedure, step and post', () => {
  const told = new Set(found(read('docs/glossary.md'), /`([a-z-]+)`/g))
  const named = Object.values(procedures).flatMap(({ kind, rows }) => [kind, ...rows.map(({ verb }) => verb)])
  expect([...named, ...Object.keys(roles)].filter(name => !told.has(name) && name !== 'system')).toEqual([])
})

test('every threat that is answered names tests that there are', () => {
  const [threats = ''] = read('docs/security.md').split('## Fuzzing')
  const proofs = threats.match(/^\|.*\|$/gm)?.map(row => row.split('|').at(-2) ?? '') ?? []
  const tests = proofs.flatMap(proof => found(proof, /`([a-z/-]+)\*?`/g))
  expect(tests.length).toBeGreaterThan(30)
  const there = globSync('{model/src,server/src,test,scripts}/**/*.test.ts', { cwd: root })
  expect(tests.filter(name => !there.some(path => `/${path}`.includes(`/${name}`)))).toEqual([])
})
