import { handTime } from '../../server/src/platform/time.ts'

/** A Tuesday morning within the announced calendar, 09:00 in China: the instant at which tests begin. */
export const tuesdayMorning = '2026-03-10T01:00:00.000Z'

/** A clock that the test moves by hand; two nodes may share it. */
export const testTime = (start: string = tuesdayMorning) => handTime(start)
