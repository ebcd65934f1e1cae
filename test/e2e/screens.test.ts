import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from '../screens/look.ts'
import { type Stage, startStage } from '../screens/stage.ts'
import { barePlaces, furnishedPlaces, lonelyPlaces, type View } from '../screens/views.ts'

/**
 * Every view on a telephone and at a desk: nothing beyond the edge or cut off, one heading, one primary action, no
 * violation of axe. `npm run screens` looks at all states and sizes, and keeps the pictures.
 */
let stage: Stage
beforeAll(async () => {
  stage = await startStage()
  await stage.furnish(12)
})
afterAll(() => stage?.stop())

async function sound(view: View): Promise<void> {
  const looks = await look(stage, view, { state: 'full', widths: [360, 1440] })
  expect(looks.flatMap(({ width, faults }) => faults.map(fault => `${width}: ${fault}`))).toEqual([])
}

describe('sound to look at', () => {
  test.concurrent.each([...barePlaces, ...furnishedPlaces])('$name', sound)
})

describe('sound to look at when the partner is lost', () => {
  beforeAll(() => stage.loseThePartner())
  test.concurrent.each(lonelyPlaces)('$name', sound)
})
