import { sameHistory } from './insurance/history.ts'
import { receivedThere, refusal, silence, wholeWay } from './insurance/scenes.ts'
import { cast, type Places, Timeline } from './stage.ts'

/**
 * Scenario (a): 居住证 + 参保 at 乌江站, with its refusal and its silence, played against the running nodes; throws at the first
 * thing that is not as it should be.
 */
export async function insurance(places: Places): Promise<void> {
  const timeline = new Timeline()
  const people = cast(places)
  const began = Date.now()
  const main = await wholeWay(places, people, timeline)
  const station = Date.now() - began
  await refusal(places, people, timeline)
  await silence(places, people, timeline)
  await receivedThere(places, people, timeline)
  await sameHistory(places, people, timeline, main)
  console.log(
    `\n在站时间 time at the station: ${(station / 1000).toFixed(1)} s of machine time; target 20 min, before ≥ 2 h`,
  )
}
