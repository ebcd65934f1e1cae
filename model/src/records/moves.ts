import { type ClockEvent, tick } from '../clocks/clock.ts'
import { lastRun } from '../clocks/events.ts'
import type { Action } from './action.ts'
import type { Procedure, Row } from './procedure.ts'
import type { RecordState } from './state.ts'

/** The clocks after a step, moved as its row says; `data` are those after it. Throws `clock-impossible`, `clock-extension-unit`. */
export function moveClocks<Data>(
  procedure: Procedure<Data>,
  row: Row<Data>,
  clocks: RecordState<Data>['clocks'],
  data: Data,
  action: Action,
): RecordState<Data>['clocks'] {
  const moved = { ...clocks }
  for (const effect of row.clocks ?? []) {
    const [verb, clock] = effect.split(' ') as [ClockEvent['do'], string]
    for (const name of namesOf(procedure, clock, moved, action)) {
      const running = moved[name] && lastRun(moved[name]).phase !== 'stopped'
      // A step may begin a clock that runs already, which goes on; or end one that never began, or ended before.
      if (verb === 'start' ? running || procedure.starts?.(data, clock) === false : !running) continue
      moved[name] = tick(moved[name], name, eventOf(procedure, verb, clock, data, action, row.title.zh))
    }
  }
  return moved
}

/** Which clocks an effect means: the instance that the step names, else all instances of the clock, else the clock. */
function namesOf<Data>(
  procedure: Procedure<Data>,
  clock: string,
  clocks: RecordState<Data>['clocks'],
  action: Action,
): string[] {
  const named = procedure.instance?.(clock, action)
  if (named) return [named]
  const instances = Object.keys(clocks).filter(name => name.startsWith(`${clock}:`))
  return instances.length > 0 ? instances : [clock]
}

function eventOf<Data>(
  procedure: Procedure<Data>,
  verb: ClockEvent['do'],
  clock: string,
  data: Data,
  action: Action,
  title: string,
): ClockEvent {
  const { at, body } = action
  // What the clock shows beside a pause is short; the whole reason stands in the action.
  const reason = (typeof body.reason === 'string' ? body.reason : title).slice(0, 500)
  switch (verb) {
    case 'start':
      return {
        do: verb,
        at: procedure.since?.(data, clock, action) ?? at,
        limits: procedure.limits(data, clock, action),
      }
    case 'extend':
      return { do: verb, at, by: procedure.extension(data, clock, action), reason }
    case 'pause':
      return { do: verb, at, reason }
    default:
      return { do: verb, at }
  }
}
