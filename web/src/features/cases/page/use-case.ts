import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { readCase } from '@lianqiao/model/api/cases.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { useEffect, useRef, useState } from 'react'
import { useAwake } from '../../../lib/awake.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'

/**
 * A case, and again whenever something is expected: while the other side has been asked, while a certificate is made, and
 * for a moment after a step was taken or seen, for the node goes on by itself. Otherwise it is not asked for again and
 * again, because each look at personal data is recorded.
 */
export function useCase(id: RecordId) {
  const awake = useAwake()
  const [steppedAt, stepped] = useState(0)
  const [expects, setExpects] = useState(false)
  const question = useEndpoint(readCase, { params: { id } }, awake && expects ? { every: 2_000 } : {})
  const view = question.data?.summary.id === id ? question.data : undefined
  const waits = view ? isWaiting(view) : false
  const known = useRef(view?.seq)
  useEffect(() => {
    if (known.current !== undefined && known.current !== view?.seq) stepped(Date.now())
    known.current = view?.seq
  }, [view?.seq])
  useEffect(() => {
    if (waits) {
      setExpects(true)
      return
    }
    const left = steppedAt + settling - Date.now()
    if (left <= 0) {
      setExpects(false)
      return
    }
    setExpects(true)
    const timer = setTimeout(() => setExpects(false), left)
    return () => clearTimeout(timer)
  }, [waits, steppedAt])
  return {
    view,
    /** When it was read, by this machine's clock, in milliseconds. */
    readAt: question.dataUpdatedAt,
    error: question.error,
    /** Ask again now, e.g. because somebody else was faster. */
    reload: () => void question.refetch(),
    /** A step was taken here. */
    stepped: () => stepped(Date.now()),
  }
}

/** Milliseconds in which a node has done what follows a step by itself. */
const settling = 6_000

function isWaiting(view: CaseView): boolean {
  return view.pending.some(p => p.state === 'asked') || view.choices.some(choice => choice.verb === 'issue')
}
