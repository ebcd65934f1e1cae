import type { Endpoint } from './endpoint.ts'

/** What fills an address: parts of its path by name, and what stands behind the `?`; what is empty is left out. */
export interface Filling {
  params?: Record<string, unknown> | undefined
  query?: Record<string, unknown> | undefined
}

/** The address of an endpoint, always spelt the same: a browser takes an answer that it fetched ahead only by the letter. */
export function fill({ path }: Pick<Endpoint, 'path'>, { params, query }: Filling = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name] ?? '')),
  )
  const search = Object.entries(query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter(one => one !== undefined && one !== null && one !== '')
      .map(one => `${name}=${encodeURIComponent(String(one))}`),
  )
  return search.length > 0 ? `${filled}?${search.join('&')}` : filled
}
