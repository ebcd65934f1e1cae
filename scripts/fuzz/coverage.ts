import type { Found } from './run.ts'

/** How often each endpoint was asked, what it answered, and whether anything got in: lines of a table, the least asked last. */
export function coverageOf({ answers }: Found): string[] {
  const rows = [...answers].map(([name, statuses]) => ({
    name,
    asked: sum(statuses.values()),
    taken: takenOf(statuses),
    told: [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status} ×${count}`)
      .join(', '),
  }))
  const shut = rows.filter(({ taken }) => taken === 0).map(({ name }) => name)
  return [
    ...rows
      .sort((a, b) => b.asked - a.asked)
      .map(({ name, asked, told }) => `${name.padEnd(34)} ${String(asked).padStart(7)}  ${told}`),
    `endpoints and letters: ${rows.length}, never taken: ${shut.length === 0 ? 'none' : shut.join(', ')}`,
  ]
}

/** Answers of the 200s and 300s. */
export const takenOf = (statuses: ReadonlyMap<number, number>) =>
  sum([...statuses].filter(([status]) => status < 400).map(([, count]) => count))

const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0)
