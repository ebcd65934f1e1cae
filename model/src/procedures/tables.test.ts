import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { roles } from '../people/roles.ts'
import type { Procedure, Row } from '../records/procedure.ts'
import { procedures } from './all.ts'

/** Steps that are meant to leave an end: what concerns a finished record, and mistakes that are taken back. */
const afterTheEnd: Record<string, readonly string[]> = {
  permit: ['rate', 'annul'],
  incident: ['rate', 'reopen', 'unmerge'],
}
const effects = ['start', 'pause', 'resume', 'extend', 'stop']

/** Names of the members of a step's open content. */
const membersOf = (row: Row<unknown>) => Object.keys((row.body as Partial<z.ZodObject>).shape ?? {})

describe.each(Object.entries(procedures))('the table of %s', (kind, procedure) => {
  const { rows, phases, seats, clocks } = procedure
  const fromOf = (row: Row<unknown>) =>
    row.from === '*' ? Object.keys(phases).filter(p => !phases[p]?.end) : row.from

  test('is filed under its own kind, and names each step once', () => {
    expect(procedure.kind).toBe(kind)
    expect(new Set(rows.map(r => r.verb)).size).toBe(rows.length)
  })

  test.each(rows.map(row => [row.verb, row] as const))('%s names only what there is', (_verb, row) => {
    for (const phase of [...fromOf(row), ...(row.to ? [row.to] : [])]) expect(phases).toHaveProperty([phase])
    expect(seats).toHaveProperty([row.seat])
    expect(row.by.length).toBeGreaterThan(0)
    for (const role of row.by) expect(roles).toHaveProperty([role])
    for (const effect of row.clocks ?? []) {
      const [verb, clock, ...rest] = effect.split(' ')
      expect(effects).toContain(verb)
      expect(clocks).toHaveProperty([clock ?? ''])
      expect(rest).toEqual([])
    }
    expect(row.body.safeParse(undefined).success).toBe(false)
    // The fold sees body and parts as one: a name that stood for both would show one as the other.
    for (const part of row.sealed ?? []) expect(membersOf(row)).not.toContain(part)
    expect(row.title.zh).toMatch(/^\p{Script=Han}{2,12}$/u)
    expect(row.title.en).toMatch(/^[A-Z][A-Za-z, ]+$/)
  })

  test('phases, seats and clocks have words in both languages', () => {
    for (const words of [procedure.title, ...Object.values({ ...phases, ...seats, ...clocks })]) {
      expect(words.zh).toMatch(/\p{Script=Han}{2}/u)
      expect(words.en).toMatch(/^[A-Za-z, ]+$/)
    }
  })

  test('one step begins a record, and names the phase', () => {
    const openings = rows.filter(r => r.from.length === 0)
    expect(openings).toHaveLength(1)
    expect(openings[0]?.to).toBeDefined()
  })

  test('every phase can be reached, and every phase that is no end can be left', () => {
    const reached = new Set<string>()
    const reach = (phase: string) => {
      if (reached.has(phase)) return
      reached.add(phase)
      for (const row of rows) if (row.to && fromOf(row).includes(phase)) reach(row.to)
    }
    for (const row of rows) if (row.from.length === 0 && row.to) reach(row.to)
    expect([...reached].sort()).toEqual(Object.keys(phases).sort())
    for (const [phase, { end }] of Object.entries(phases))
      if (!end) expect(rows.some(r => r.to && r.to !== phase && fromOf(r).includes(phase))).toBe(true)
  })

  test('ends are left only by the steps that are meant to', () => {
    const leaving = rows.filter(r => fromOf(r).some(phase => phases[phase]?.end)).map(r => r.verb)
    expect(leaving.sort()).toEqual([...(afterTheEnd[kind] ?? [])].sort())
  })

  test('every clock that a step moves is started by some step, and what starts stops', () => {
    const moved = rows.flatMap(r => r.clocks ?? []).map(effect => effect.split(' '))
    for (const clock of Object.keys(clocks)) {
      expect(moved).toContainEqual(['start', clock])
      expect(moved).toContainEqual(['stop', clock])
    }
  })

  test('the lead passes by four steps or never, and an expiry takes a step that the system may take', () => {
    const leads = rows.flatMap(r => (r.lead ? [r.lead] : []))
    if (leads.length > 0) expect(leads.sort()).toEqual(['decline', 'offer', 'revoke', 'take'])
    for (const expiry of procedure.expiries) {
      const row = rows.find(r => r.verb === expiry.verb)
      expect(row?.by).toContain('system')
      expect(row?.body.safeParse(expiry.body?.('00000000-0000-4000-8000-000000000000') ?? {}).success).toBe(
        true,
      )
    }
  })
})

test('the tables read like this', () => {
  const printed = Object.values(procedures).flatMap((procedure: Procedure) => [
    `# ${procedure.title.zh} ${procedure.kind}@${procedure.version}`,
    ...procedure.rows.map(r =>
      [
        r.title.zh,
        `${r.from === '*' ? '*' : r.from.join('|')} → ${r.to ?? '·'}`,
        `${r.seat}: ${r.by.join('|')}`,
        r.clocks?.join(', ') ?? '',
      ].join(' · '),
    ),
  ])
  expect(printed.join('\n')).toMatchSnapshot()
})
