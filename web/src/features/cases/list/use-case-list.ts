import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import { listCases } from '@lianqiao/model/api/cases.ts'
import type { SentQuery } from '@lianqiao/model/api/endpoint.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../../lib/api.ts'
import { useAwake } from '../../../lib/awake.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'
import type { ProblemError } from '../../../lib/problem.ts'

export type CaseView = 'work' | 'all' | 'ended'
export interface CaseFilter {
  view: CaseView
  item?: string
  phase?: string
  overdue?: true
}

/** Rows to a page: a screenful and a half, so that the next page is asked for before the end is seen. */
export const pageSize = 50

/** Milliseconds between two quiet looks at whether something changed. */
const pace = 15_000

/**
 * A list of cases, page by page by key, which keeps itself fresh without moving under the reader's eyes: the rows that are
 * shown take on what is new about them, but none appears, vanishes or changes its place until the reader says so.
 */
export function useCaseList(filter: CaseFilter) {
  const awake = useAwake()
  const { overdue, ...which } = filter
  const query = {
    ...which,
    ...(overdue ? { overdue: 'true' } : {}),
    limit: pageSize,
  } satisfies SentQuery<typeof listCases>
  const pages = useInfiniteQuery<Page, ProblemError, Page[], readonly unknown[], string | undefined>({
    queryKey: [listCases.name, 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      call(listCases, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: undefined,
    getNextPageParam: page => page.next ?? undefined,
    select: data => data.pages,
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const look = useEndpoint(listCases, { query }, awake ? { every: pace } : {})
  // Only what is newer than the rows themselves, and of the same question.
  const latest =
    look.isPlaceholderData || look.dataUpdatedAt <= pages.dataUpdatedAt || pages.isPlaceholderData
      ? undefined
      : look.data
  const fresh = new Map(latest?.cases.map(one => [one.id, one]))
  const shown = pages.data?.flatMap(page => page.cases) ?? []
  const known = new Set(shown.map(one => one.id))
  // What a look at the first page cannot see (rows further down) is not called gone.
  const covers = latest?.next === null
  return {
    rows: shown.map(one => ({
      summary: fresh.get(one.id) ?? one,
      gone: covers && !fresh.has(one.id),
    })) satisfies CaseRow[],
    /** How many are new, which the reader has not let in yet. */
    newcomers: latest?.cases.filter(one => !known.has(one.id)).length ?? 0,
    error: pages.error,
    isPending: pages.isPending,
    isOld: pages.isPlaceholderData,
    isFetchingMore: pages.isFetchingNextPage,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    renew: () => void pages.refetch(),
    awake,
  }
}

interface Page {
  cases: CaseSummary[]
  next: string | null
}

export interface CaseRow {
  summary: CaseSummary
  /** It has left this list since it was drawn. */
  gone: boolean
}
