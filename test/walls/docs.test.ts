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

const allTests = globSync('{model/src,server/src,web/src,test,scripts}/**/*.test.ts', { cwd: root })
/** A test is named by the beginning of its path, or of its file's name. */
const isNoTest = (name: string) => !allTests.some(path => `/${path}`.includes(`/${name}`))

test('every threat that is answered names tests that there are', () => {
  const [threats = ''] = read('docs/security.md').split('## Fuzzing')
  const proofs = threats.match(/^\|.*\|$/gm)?.map(row => row.split('|').at(-2) ?? '') ?? []
  const tests = proofs.flatMap(proof => found(proof, /`([a-z/-]+)\*?`/g))
  expect(tests.length).toBeGreaterThan(30)
  expect(tests.filter(isNoTest)).toEqual([])
})

/** OWASP ASVS 5.0.0: how many requirements of levels 1 and 2 each section has; those of level 3 stand behind them. */
const asvs = {
  ...{ 1.1: 2, 1.2: 9, 1.3: 11, 1.4: 3, 1.5: 2, 2.1: 3, 2.2: 3, 2.3: 4, 2.4: 1 },
  ...{ 3.2: 2, 3.3: 4, 3.4: 6, 3.5: 5, 3.7: 2, 4.1: 3, 4.2: 1, 4.3: 2, 4.4: 4 },
  ...{ 5.1: 1, 5.2: 3, 5.3: 2, 5.4: 3, 6.1: 3, 6.2: 12, 6.3: 4, 6.4: 4, 6.5: 5, 6.6: 3, 6.8: 4 },
  ...{ 7.1: 3, 7.2: 4, 7.3: 2, 7.4: 5, 7.5: 2, 7.6: 2, 8.1: 2, 8.2: 3, 8.3: 1, 8.4: 1 },
  ...{ 9.1: 3, 9.2: 4, 10.1: 2, 10.2: 2, 10.3: 4, 10.4: 11, 10.5: 5, 10.6: 2, 10.7: 3 },
  ...{ 11.1: 2, 11.2: 3, 11.3: 3, 11.4: 4, 11.5: 1, 11.6: 1, 12.1: 3, 12.2: 2, 12.3: 4 },
  ...{ 13.1: 1, 13.2: 5, 13.3: 2, 13.4: 5, 14.1: 2, 14.2: 4, 14.3: 3 },
  ...{ 15.1: 3, 15.2: 3, 15.3: 7, 16.1: 1, 16.2: 5, 16.3: 4, 16.4: 3, 16.5: 3, 17.1: 1, 17.2: 4, 17.3: 2 },
}

test('every requirement of ASVS is answered once, and what is met names a test that there is', () => {
  const [, list = ''] = /## OWASP ASVS[^\n]*\n(.*?)\n## /s.exec(read('docs/security.md')) ?? []
  const rows = (list.match(/^\| \d.*\|$/gm) ?? []).map(row => row.split(/ ?\| ?/).slice(1))
  const named = [...rows.map(([ids = '']) => ids), found(list, /^\*\*V17[^(]*\(([^)]*)\)/gm).join()]
  const answered = named
    .flatMap(ids => ids.split(/, ?/))
    .flatMap(id => {
      const [, section, first, last] = /^(\d+\.\d+)\.(\d+)(?:–(\d+))?$/.exec(id) ?? [id, id]
      return Array.from(
        { length: Number(last ?? first) - Number(first) + 1 },
        (_, i) => `${section}.${Number(first) + i}`,
      )
    })
  const asked = Object.entries(asvs).flatMap(([section, many]) =>
    Array.from({ length: many }, (_, i) => `${section}.${i + 1}`),
  )
  expect(asked).toHaveLength(253)
  expect(answered.sort()).toEqual(asked.sort())
  const verdicts = ['met', 'partly', '**not**', '*outside*', '–']
  expect(rows.filter(([, verdict = '']) => !verdicts.includes(verdict))).toEqual([])
  const unproven = rows.filter(
    ([, verdict, answer, proof]) => verdict === 'met' && !proof && !/\]\(|\*\*/.test(answer ?? ''),
  )
  expect(unproven).toEqual([])
  expect(rows.flatMap(row => found(row[3] ?? '', /`([a-z/-]+)`/g)).filter(isNoTest)).toEqual([])
})
