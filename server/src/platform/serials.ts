import pg from 'pg'
import { lasting } from './database/lasting.ts'

/**
 * Serial numbers (流水号), drawn apart from the transaction that uses them: a number that is not used leaves a gap, while a
 * row held until the commit would let only one record of a scope begin at a time.
 */
export interface Serials {
  /** The next number in a scope, beginning with 1, or above the number that stands in the scope `floor`. */
  next(scope: string, floor: string): Promise<number>
  stop(): Promise<void>
}

interface Draw {
  floor: string
  resolve(serial: number): void
  reject(error: unknown): void
}

/**
 * Draw on a connection of one's own, for everybody in the process who waits in one statement. Its commit is asynchronous:
 * whatever is durable after it has made it durable, too, so that no number is given twice.
 */
export function makeSerials(databaseUrl: string): Serials {
  const pool = new pg.Pool({
    ...lasting,
    connectionString: databaseUrl,
    max: 1,
    application_name: 'lianqiao-serials',
    options: '-c synchronous_commit=off',
  })
  // A lost connection is told to whoever draws on it; the next draw opens another one.
  pool.on('error', () => {})
  const waiting = new Map<string, Draw[]>()
  let drawing = false

  const drawAll = async () => {
    drawing = true
    for (const [scope, draws] of waiting) {
      waiting.delete(scope)
      try {
        const last = await advance(pool, { scope, floor: draws[0]?.floor ?? '', count: draws.length })
        for (const [index, draw] of draws.entries()) draw.resolve(last - draws.length + 1 + index)
      } catch (error) {
        for (const draw of draws) draw.reject(error)
      }
    }
    drawing = false
  }

  return {
    next: (scope, floor) =>
      new Promise((resolve, reject) => {
        const draws = waiting.get(scope) ?? []
        waiting.set(scope, [...draws, { floor, resolve, reject }])
        if (!drawing) void drawAll()
      }),
    async stop() {
      if (!pool.ending) await pool.end()
    },
  }
}

/** Take `count` numbers. @returns the last of them */
async function advance(
  pool: pg.Pool,
  { scope, floor, count }: { scope: string; floor: string; count: number },
): Promise<number> {
  const { rows } = await pool.query<{ last: number }>(
    `with floor as (select coalesce((select last from serial where scope = $2), 0) as last)
     insert into serial (scope, last) select $1, floor.last + $3::int from floor
     on conflict (scope) do update set last = greatest(serial.last + $3::int, excluded.last)
     returning last`,
    [scope, floor, count],
  )
  const [row] = rows
  if (!row) throw new Error('no serial number')
  return row.last
}
