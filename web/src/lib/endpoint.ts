import { type Filling, fill } from '@lianqiao/model/api/address.ts'
import type { Endpoint } from '@lianqiao/model/api/endpoint.ts'
import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { answeredAhead } from './ahead.ts'
import { type Answer, call, type Sent } from './api.ts'
import { onLanguage } from './i18n.ts'
import type { ProblemError } from './problem.ts'

/**
 * One cache for the page. What a person did wrong is not tried again by itself; what the network did, twice. Answers are
 * kept in memory alone, so that nothing personal stays on a shared machine.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    // Without a network something is said at once; nothing waits silently and is done later, when nobody expects it.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && (error as unknown as ProblemError).status >= 502,
    },
  },
})
onLanguage(() => void queryClient.invalidateQueries())

/** What TanStack Query needs to ask an endpoint; for route loaders and prefetching. */
export function endpointQuery<E extends Endpoint>(endpoint: E, sent: Omit<Sent<E>, 'signal'>) {
  const { params, query } = sent as { params?: unknown; query?: unknown }
  return queryOptions<Answer<E>, ProblemError>({
    queryKey: [endpoint.name, { params, query }],
    initialData: () => answeredAhead(fill(endpoint, { params, query } as Filling)) as Answer<E> | undefined,
    queryFn: ({ signal }) => call(endpoint, { ...sent, signal } as Sent<E>),
  })
}

/**
 * Ask once more for all that this page could not be told: what fails together is told once, and heals together at one press.
 */
export function askFailedAgain(): void {
  void queryClient.refetchQueries(
    { type: 'active', predicate: ({ state }) => state.status === 'error' },
    { cancelRefetch: false },
  )
}

/**
 * Ask an endpoint and keep the answer fresh. While params or query change the former answer stays in view. `anew`: what was
 * answered a moment ago is not enough, for something is about to be done upon it.
 */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  sent: Omit<Sent<E>, 'signal'>,
  options: { enabled?: boolean; every?: number; anew?: true } = {},
): UseQueryResult<Answer<E>, ProblemError> {
  return useQuery({
    ...endpointQuery(endpoint, sent),
    placeholderData: keepPreviousData as never,
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.anew ? { staleTime: 0 } : {}),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
  })
}

/**
 * Do something through an endpoint. `refreshes` are the endpoints whose answers it changes: what is on screen of them is
 * asked again when it is done, and `onShown` is told when their new answers are there. Never repeated by itself.
 */
export function useAction<E extends Endpoint>(
  endpoint: E,
  options: {
    refreshes?: readonly Endpoint[]
    onDone?: (answer: Answer<E>, sent: Sent<E>) => void
    onShown?: (answer: Answer<E>) => void
  } = {},
): UseMutationResult<Answer<E>, ProblemError, Sent<E>> {
  const client = useQueryClient()
  return useMutation<Answer<E>, ProblemError, Sent<E>>({
    mutationFn: sent => call(endpoint, sent),
    onSuccess: async (answer, sent) => {
      options.onDone?.(answer, sent)
      await Promise.all(
        (options.refreshes ?? []).map(({ name }) => client.invalidateQueries({ queryKey: [name] })),
      )
      options.onShown?.(answer)
    },
  })
}
