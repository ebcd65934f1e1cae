import type { Endpoint } from '@lianqiao/model/api/endpoint.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type Answer, call, type Sent } from '../../lib/api.ts'
import { useAwake } from '../../lib/awake.ts'
import type { ProblemError } from '../../lib/problem.ts'

/** Milliseconds between two looks at a log. */
const pace = 15_000

/**
 * A log of the exchange, newest first, page by page by key. The first page keeps itself fresh; who has gone back to
 * earlier pages is left in peace there.
 */
export function useLog<E extends Endpoint>(endpoint: E, query: object) {
  const awake = useAwake()
  type Page = Answer<E> & { next: number | null }
  const log = useInfiniteQuery<Page, ProblemError, Page[], readonly unknown[], number | undefined>({
    queryKey: [endpoint.name, 'log', query],
    queryFn: ({ pageParam, signal }) =>
      call(endpoint, {
        query: { ...query, ...(pageParam ? { before: pageParam } : {}) },
        signal,
      } as unknown as Sent<E>) as Promise<Page>,
    initialPageParam: undefined,
    getNextPageParam: page => page.next ?? undefined,
    select: data => data.pages,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      awake && (state.data as unknown as { pages: unknown[] })?.pages.length === 1 && pace,
  })
  return {
    pages: log.data,
    /** The rows are still those of another question. */
    isOld: log.isPlaceholderData,
    error: log.error,
    retry: () => void log.refetch(),
    more: log.hasNextPage ? () => void log.fetchNextPage() : undefined,
  }
}
