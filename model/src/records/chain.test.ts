import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actorOf,
  chronicle,
  disclosure,
  hashed,
  hexian,
  pukou,
  recordId,
} from '../../../test/support/chronicle.ts'
import { permitContents, receiving } from '../../../test/support/steps.ts'
import { Problem } from '../problems/problem.ts'
import { permit } from '../procedures/permit/permit.ts'
import type { Action } from './action.ts'
import { canonicalBytes, checkLink, commitment, digest, signedPart } from './chain.ts'
import { apply, fold } from './engine.ts'
import { portableSha256, sha256Hex } from './sha256.ts'

const applicant = { name: '演示甲', idNumber: 'demo' }

/** A case that crossed the border, was asked about and granted. */
const told = (() => {
  const c = chronicle(permit, { deciding: hexian })
  const at = (verb: string) => permitContents[verb]?.(c.state)
  c.take('receive', actorOf(pukou, 'clerk'), receiving({ deciding: hexian }), { parts: { applicant } })
  c.take('offer', actorOf(pukou, 'clerk'), at('offer'))
  c.take('take', actorOf(hexian, 'acceptor'))
  c.take('accept', actorOf(hexian, 'acceptor'))
  c.take('grant', actorOf(hexian, 'approver'), at('grant'))
  return c
})()
const { actions } = told

const verify = (chain: readonly Action[]) => {
  for (const [i, action] of chain.entries()) checkLink(chain[i - 1], action)
}
const broken = (chain: readonly Action[]): number | undefined => {
  try {
    verify(chain)
    return undefined
  } catch (error) {
    if (error instanceof Problem && error.code === 'chain-broken') return Number(error.params.seq)
    throw error
  }
}

/** Paths of all leaves of a JSON value. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
}

function changed(
  value: unknown,
  [key, ...rest]: (string | number)[],
  to: (leaf: unknown) => unknown,
): unknown {
  if (key === undefined) return to(value)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = changed(copy[key], rest, to)
  return copy
}

const otherwise = (leaf: unknown) =>
  typeof leaf === 'string' ? `${leaf}x` : typeof leaf === 'number' ? leaf + 1 : leaf === null ? 'x' : !leaf

describe('a chain', () => {
  test('holds as it was written', () => expect(() => verify(actions)).not.toThrow())

  test('shows every changed field of every step but the signature, which needs keys', () => {
    for (const [i, action] of actions.entries())
      for (const path of leaves(action).filter(([name]) => name !== 'signature')) {
        const forged = actions.with(i, changed(action, path, otherwise) as Action)
        expect(broken(forged), `step ${i} /${path.join('/')}`).toBeDefined()
      }
  })

  test('shows every field that is taken away or added', () => {
    for (const [i, action] of actions.entries()) {
      for (const name of Object.keys(signedPart(action)))
        expect(broken(actions.with(i, { ...action, [name]: undefined } as unknown as Action))).toBeDefined()
      expect(broken(actions.with(i, { ...action, more: 1 } as Action))).toBe(i)
    }
  })

  test('shows a changed byte anywhere', () => {
    const anywhere = fc.record({
      step: fc.nat(actions.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      flip: fc.integer({ min: 1, max: 255 }),
    })
    fc.assert(
      fc.property(anywhere, ({ step, at, flip }) => {
        const action = actions[step] as Action
        const bytes = canonicalBytes(action)
        const place = Math.min(Math.floor(at * bytes.length), bytes.length - 1)
        bytes[place] = (bytes[place] as number) ^ flip
        let read: Action
        try {
          read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
        } catch {
          return
        }
        fc.pre(digest(read) !== digest({ ...action, signature: read.signature }))
        expect(broken(actions.with(step, read))).toBeDefined()
      }),
      { numRuns: 2000, seed: 20260310 },
    )
  })

  test('shows steps that are swapped, left out, said twice or said by another record', () => {
    for (let i = 1; i < actions.length; i++) {
      const [a, b] = [actions[i - 1] as Action, actions[i] as Action]
      expect(broken(actions.with(i - 1, b).with(i, a))).toBe(b.seq)
      expect(broken(actions.toSpliced(i - 1, 1))).toBe(b.seq)
      expect(broken(actions.toSpliced(i, 0, a))).toBe(a.seq)
      const foreign = hashed({ ...signedPart(b), record: recordId(pukou, hexian, 2) })
      expect(broken(actions.slice(0, i).concat(foreign))).toBe(i)
    }
    expect(broken(actions.slice(1))).toBe(1)
  })

  test('shows a step that was forged with a hash of its own, by the next one', () => {
    for (let i = 0; i < actions.length - 1; i++) {
      const forged = hashed({
        ...signedPart(actions[i] as Action),
        at: '2026-03-10T00:00:00.000Z' as Action['at'],
      })
      expect(broken(actions.with(i, forged))).toBe(i + 1)
    }
  })
})

describe('personal parts', () => {
  const first = actions[0] as Action
  const [given] = told.parts.get(0) ?? []

  test('open to those who hold them', () => {
    expect(fold(permit, actions, seq => told.parts.get(seq) ?? []).data.applicant).toEqual(applicant)
  })

  test('may be missing or erased; the chain verifies, the course is the same', () => {
    const blind = fold(permit, actions)
    expect(blind.data.applicant).toBeUndefined()
    expect(blind.head).toBe(told.state.head)
    expect(blind.phase).toBe('granted')
  })

  test('are refused where salt, name or content are not those that were committed to', () => {
    if (!given) throw new Error('no part')
    for (const forged of [
      { ...given, value: { ...applicant, name: '演示乙' } },
      { ...given, salt: `${given.salt}x` },
      { ...given, name: 'form' },
      disclosure('applicant', applicant),
    ])
      expect(() => apply(permit, undefined, first, [forged])).toThrow('chain-broken')
  })

  test('tell nothing by their digest: the same content has another one each time', () => {
    expect(commitment(disclosure('applicant', applicant))).not.toBe(
      commitment(disclosure('applicant', applicant)),
    )
  })
})

test('the fold of a list is the sum of its steps, and an empty list is no record', () => {
  const stepwise = actions.reduce<ReturnType<typeof fold> | undefined>(
    (s, a) => apply(permit as never, s, a),
    undefined,
  )
  expect(digest(stepwise)).toBe(digest(fold(permit, actions)))
  expect(() => fold(permit, [])).toThrow(RangeError)
})

test('what a browser hashes and what a node hashes is the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bytes => portableSha256(bytes) === sha256Hex(bytes)),
  )
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      text =>
        new Set(
          [text, new TextEncoder().encode(text)].flatMap(same => [portableSha256(same), sha256Hex(same)]),
        ).size === 1,
    ),
  )
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
