import { problems } from '@lianqiao/model/problems/table.ts'
import { personal } from './nasty.ts'

/** What a node answered. */
export interface Answered {
  status: number
  type: string
  text: string
  /** Milliseconds. */
  took: number
}

/** Faults of the other side or of the machine, which a node may tell: everything else from 500 on is a fault of ours. */
const bearable = [502, 503, 504, 507]

/**
 * What is wrong with an answer, whatever was asked; nothing where it is as every answer must be.
 * @param patienceMs longer than this nobody waits, in milliseconds
 */
export function faultOf({ status, type, text, took }: Answered, patienceMs: number): string | undefined {
  if (took > patienceMs) return `took ${Math.round(took)} ms`
  if (status >= 500 && !bearable.includes(status)) return `status ${status}: ${text.slice(0, 300)}`
  return status >= 400 ? faultOfProblem(status, type, text) : undefined
}

/** RFC 9457, with our members: a stable number and code, a trace id, what to do – and nobody's personal data. */
function faultOfProblem(status: number, type: string, text: string): string | undefined {
  if (!type.startsWith('application/problem+json')) return `a problem as ${type}: ${text.slice(0, 100)}`
  if (text.length > 100_000) return `a problem of ${text.length} characters`
  const told = JSON.parse(text) as Record<string, unknown>
  const code = String(told.code)
  if (!Object.hasOwn(problems, code)) return `unknown code ${code}`
  const row = problems[code as keyof typeof problems]
  if (told.number !== row.no || told.type !== `urn:lianqiao:problem:${row.no}`) return `number of ${code}`
  if (told.status !== status || row.status !== status) return `status of ${code}: ${status}`
  if (!/^[0-9a-f]{32}$/.test(String(told.traceId))) return `trace id of ${code}`
  if (typeof told.title !== 'string' || typeof told.detail !== 'string') return `words of ${code}`
  if (/\{\w+\}/.test(told.detail)) return `an unfilled place: ${told.detail}`
  const leaked = Object.entries(personal).find(([, value]) => text.includes(value))
  return leaked && `${leaked[0]} of a person in ${code}`
}
