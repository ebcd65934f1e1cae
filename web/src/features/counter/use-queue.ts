import { listStations } from '@lianqiao/model/api/catalogue.ts'
import {
  type CalledTicket,
  callNext,
  finishTicket,
  readQueue,
  recallTicket,
  skipTicket,
  transferTicket,
} from '@lianqiao/model/api/counters.ts'
import type { Window } from '@lianqiao/model/catalogue/jurisdiction.ts'
import { type ServiceKind, serviceKinds } from '@lianqiao/model/counters/queue.ts'
import { CommandId } from '@lianqiao/model/records/action.ts'
import { useRef, useState } from 'react'
import { useAction, useEndpoint } from '../../lib/endpoint.ts'
import { useSession } from '../../lib/session.ts'

/** The tab remembers at which window it stands; nothing personal. */
const remembered = 'lianqiao.window'
const refreshes = [readQueue]

/** The windows of the clerk's own side at his station to which people are called. */
export function useWindows(): {
  station: string | undefined
  windows: Window[]
  mine: Window | undefined
  /** They are being asked for. */
  coming: boolean
  choose: (code: string) => void
} {
  const { who, node } = useSession()
  const { data, isPending } = useEndpoint(listStations, {})
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(remembered))
  const party = data?.stations
    .find(station => station.code === who?.station)
    ?.parties.find(({ jurisdiction }) => jurisdiction === node.code)
  const windows = (party?.windows ?? []).filter(window => serviceKinds.some(kind => kind === window.kind))
  const mine =
    windows.find(({ code }) => code === chosen) ??
    windows.find(({ code }) => code === who?.window) ??
    windows.find(({ departments }) => departments.some(department => department === who?.department)) ??
    windows[0]
  const choose = (code: string) => {
    sessionStorage.setItem(remembered, code)
    setChosen(code)
  }
  return { station: who?.station, windows, mine, coming: isPending, choose }
}

/** The queue of a window: who waits for it, and what one does with the number that was called. */
export function useQueue(
  station: string | undefined,
  window: Window | undefined,
  onCalled: (ticket: CalledTicket) => void,
) {
  const { data, error, isPending, refetch } = useEndpoint(
    readQueue,
    { query: { station: station ?? 'none' } },
    { enabled: station !== undefined, every: 8000 },
  )
  const next = useAction(callNext, { refreshes, onDone: onCalled })
  const recall = useAction(recallTicket, { refreshes })
  const skip = useAction(skipTicket, { refreshes })
  const finish = useAction(finishTicket, { refreshes })
  const transfer = useAction(transferTicket, { refreshes })
  // The same wish again, after a lost answer, calls nobody else.
  const command = useRef<CommandId>(undefined)

  const tickets = data?.tickets ?? []
  return {
    problem: next.error ?? recall.error ?? skip.error ?? finish.error ?? transfer.error,
    /** The queue could not be read. */
    unread: error,
    readAgain: () => void refetch(),
    busy: next.isPending || skip.isPending || finish.isPending || transfer.isPending,
    /** Whether it is known to which window somebody would be called. */
    ready: window !== undefined,
    coming: isPending,
    /** Whether it is known who waits here: before that nobody says that nobody waits. */
    known: data !== undefined && window !== undefined,
    services: data?.services ?? [],
    waiting: tickets.filter(({ state, kind }) => state === 'waiting' && kind === window?.kind),
    elsewhere: tickets.filter(({ state, kind }) => state === 'waiting' && kind !== window?.kind).length,
    skipped: tickets.filter(({ state, kind }) => state === 'skipped' && kind === window?.kind),
    callNext: async () => {
      if (!station || !window || next.isPending) return
      command.current ??= CommandId.parse(crypto.randomUUID())
      await next
        .mutateAsync({ body: { command: command.current, station, window: window.code } })
        .then(() => {
          command.current = undefined
        })
        .catch(problem => {
          if (problem.code !== 'no-connection') command.current = undefined
        })
    },
    recall: (id: string) => window && recall.mutateAsync({ params: { id }, body: { window: window.code } }),
    skip: (id: string) => skip.mutateAsync({ params: { id } }),
    finish: (id: string) => finish.mutateAsync({ params: { id } }),
    transfer: (id: string, kind: ServiceKind) => transfer.mutateAsync({ params: { id }, body: { kind } }),
  }
}
