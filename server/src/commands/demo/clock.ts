import { readFileSync } from 'node:fs'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'
import type { Module } from '../../platform/module.ts'
import { instantOf, type TimeSource } from '../../platform/time.ts'
import { writeWhole } from '../../platform/whole-file.ts'

/** How far the demonstration's clock may run ahead of the wall, in milliseconds: two months. */
const furthest = 62 * 24 * 3_600_000

/** How often the file is looked at, in milliseconds: so long may two processes differ after somebody moved the clock. */
const lookEvery = 100

/**
 * The clock of the demonstration: the wall's, plus what somebody moved it ahead, so that two working hours of silence
 * need not be waited for. It never runs backwards, a restart keeps it, and only the demonstration has one.
 */
export interface DemoClock extends TimeSource {
  moveTo(instant: string): Promise<void>
}

/** `file` keeps the lead over the wall between starts, and tells it to every process of the demonstration. */
export function openDemoClock(file: string): DemoClock {
  let lead = leadIn(file)
  let lookedAt = performance.now()
  const look = () => {
    if (performance.now() - lookedAt < lookEvery) return
    lookedAt = performance.now()
    lead = Math.max(lead, leadIn(file))
  }
  return {
    now() {
      look()
      return instantOf(new Date(Date.now() + lead))
    },
    async moveTo(instant) {
      const wanted = Date.parse(instant) - Date.now()
      if (wanted > furthest)
        throw problem('bad-input', { count: 1 }, [
          { pointer: '/to', zh: '最多拨快两个月', en: 'At most two months ahead' },
        ])
      lead = Math.max(lead, leadIn(file), wanted)
      await writeWhole(file, String(lead))
    },
  }
}

/** Milliseconds; 0 where nobody moved it yet. */
function leadIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0
  } catch {
    return 0
  }
}

const Wish = z.object({ to: z.iso.datetime() })

/** `GET` and `POST /demo/clock`: read the demonstration's clock, or move it ahead. No part of a node outside of it. */
export function demoClockModule(clock: DemoClock): Module {
  return {
    name: 'demo-clock',
    mount(app) {
      app.get('/demo/clock', async () => ({ now: clock.now() }))
      app.post('/demo/clock', async request => {
        const wish = Wish.safeParse(request.body)
        if (!wish.success) throw problem('bad-input', { count: 1 })
        await clock.moveTo(wish.data.to)
        return { now: clock.now() }
      })
    },
  }
}
