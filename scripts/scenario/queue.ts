import { takeNumber } from './intake.ts'
import { abdulla, li, wang, zhang } from './residents.ts'
import { type Places, Timeline } from './stage.ts'

/** Four people come to 乌江站 and take numbers, so that somebody at the counter (F2) has whom to call. */
export async function queue({ pukou, hexian }: Places): Promise<void> {
  const timeline = new Timeline()
  timeline.scene('乌江站取号')
  for (const who of [wang, li, zhang]) timeline.tell(who.name, `浦口窗口取号 ${await takeNumber(pukou, who)}`)
  timeline.tell(abdulla.name, `和县窗口取号 ${await takeNumber(hexian, abdulla)}`)
}
