import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Look, look, sizes, type Width } from './look.ts'
import { summaryOf, writeSheet } from './sheet.ts'
import { type Stage, startStage } from './stage.ts'
import { states } from './states.ts'
import { barePlaces, furnishedPlaces, lonelyPlaces, type View } from './views.ts'

/**
 * `npm run screens`: a picture of every view in every state at every width, and what is wrong with each. The pictures lie
 * under `test/.screens`, with `index.html` to look through them. `npm run screens -- -t office` takes those of that name and
 * leaves the pictures of the others as they were.
 */
const folder = join(import.meta.dirname, '../.screens')
const widths = Object.keys(sizes).map(Number) as Width[]
const looks: Look[] = []

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(async () => {
  await writeSheet(folder, looks)
  console.log(summaryOf(looks, performance.now() / 1000))
  await stage?.stop()
})

async function sound(view: View, state: (typeof states)[number], label: string = state): Promise<void> {
  const found = await look(stage, view, { state, label, widths, folder })
  looks.push(...found)
  expect(found.flatMap(({ width, faults }) => faults.map(fault => `${width}: ${fault}`))).toEqual([])
}

describe('before anybody came', () => {
  test.concurrent.each(barePlaces.filter(({ asks }) => asks))('$name', view => sound(view, 'full', 'empty'))
})

describe('on a day with two hundred cases', () => {
  beforeAll(() => stage.furnish(200), 180_000)
  describe.each(states)('%s', state => {
    test.concurrent.each(
      [...barePlaces, ...furnishedPlaces].filter(
        ({ asks }) => asks || !['loading', 'wrong', 'offline'].includes(state),
      ),
    )('$name', view => sound(view, state))
  })
})

describe('three weeks without the partner', () => {
  beforeAll(() => stage.loseThePartner(), 180_000)
  describe.each(['full', 'english', 'large'] as const)('%s', state => {
    test.concurrent.each(lonelyPlaces)('$name', view => sound(view, state))
  })
})
