import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Later } from '../../lib/later.ts'
import { localProblem, type ProblemError } from '../../lib/problem.ts'
import { ProblemAlert } from '../problem/ProblemAlert.tsx'

/**
 * What `part` draws, once its program has come. Where it does not come, that is said in this place alone, and it can be tried
 * again: the page beside it, and what was typed there, stay as they are.
 */
export function Arriving<T>({
  part,
  meanwhile,
  children,
}: {
  part: Later<T>
  /** What stands here until then. */
  meanwhile: ReactNode
  children: (part: T) => ReactNode
}) {
  const [come, setCome] = useState({ part: part.here })
  const [problem, setProblem] = useState<ProblemError>()
  const fetch = useCallback(() => {
    setProblem(undefined)
    part.fetch().then(
      here => setCome({ part: here }),
      () => setProblem(localProblem('part-not-loaded')),
    )
  }, [part])
  const isHere = come.part !== undefined
  useEffect(() => {
    if (!isHere) fetch()
  }, [isHere, fetch])
  if (problem) return <ProblemAlert problem={problem} onRetry={fetch} />
  return come.part === undefined ? meanwhile : children(come.part)
}
