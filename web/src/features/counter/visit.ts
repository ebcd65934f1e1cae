import { type CalledTicket, listDrafts } from '@lianqiao/model/api/counters.ts'
import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import type { openMatter } from '@lianqiao/model/api/matters.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { nodeTime } from '../../lib/now.ts'
import type { ProblemError } from '../../lib/problem.ts'
import type { Matter, Person } from '../intake/matter.ts'
import { beginDraft, keeperOf } from './use-kept.ts'

/** What was received for the person: shown until the next one comes. */
export interface Received {
  opened: OutputOf<typeof openMatter>
  name: string
  nameEn: string
  deciding: string
}

/** One person at the window, from the call to the finish; a draft of the clerk's own. */
export interface Visit {
  id: string
  /** ISO instant. */
  startedAt: string
  ticket?: { id: string; code: string }
  person?: Person
  matter?: Matter
  received?: Received
}

const prefix = 'counter:'

/** The name of a visit's draft. */
export const draftKey = (id: string): string => prefix + id

/** Begin with whoever was called, or came without a number. Answers the visit's id. */
export function beginVisit(start: { ticket?: CalledTicket; person?: Person }): string {
  const id = crypto.randomUUID()
  const { ticket, person } = start
  beginDraft<Visit>(draftKey(id), {
    id,
    startedAt: nodeTime().toISOString(),
    ...(ticket ? { ticket: { id: ticket.id, code: ticket.code } } : {}),
    ...(ticket?.person ? { person: ticket.person } : person ? { person } : {}),
  })
  return id
}

/** Whether something would be lost if it were thrown away. */
export const isUnfinished = (visit: Visit | undefined): boolean =>
  visit?.matter !== undefined && visit.received === undefined

/** Visits that were begun and not finished, newest first: of this clerk, of the last week. */
export function useUnfinished(except: string | undefined) {
  const query = useQuery<Visit[], ProblemError>({
    queryKey: [listDrafts.name, prefix],
    queryFn: async () => {
      const { drafts } = await call(listDrafts, {})
      const mine = drafts.filter(({ key }) => key.startsWith(prefix)).slice(0, most)
      const visits = await Promise.all(mine.map(({ key }) => read(key)))
      return visits.filter(visit => visit !== undefined)
    },
  })
  return {
    unfinished: (query.data ?? []).filter(visit => visit.id !== except && isUnfinished(visit)),
    /** They are being asked for: nobody says yet that there are none. */
    coming: query.isPending,
  }
}

/** A week of a busy window leaves fewer than this unfinished. */
const most = 30

async function read(key: string): Promise<Visit | undefined> {
  const keeper = keeperOf<Visit>(key)
  if (keeper.snapshot().keeping === 'open') await keeper.open()
  return keeper.snapshot().value
}
