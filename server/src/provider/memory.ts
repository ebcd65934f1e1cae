import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Entry {
  payload: AdapterPayload
  expires: number
}

/**
 * Sessions, grants and codes of the demonstration provider, in memory: a restart forgets who is half-way through a sign-in
 * and nothing else, since nodes keep their own sessions.
 */
export function memoryAdapters(): (model: string) => Adapter {
  const entries = new Map<string, Entry>()
  const alive = (key: string) => {
    const entry = entries.get(key)
    if (!entry || entry.expires > Date.now()) return entry
    entries.delete(key)
    return undefined
  }
  const findWhere = (model: string, holds: (payload: AdapterPayload) => boolean) => {
    for (const key of entries.keys()) {
      const entry = key.startsWith(`${model}:`) ? alive(key) : undefined
      if (entry && holds(entry.payload)) return entry.payload
    }
    return undefined
  }
  const sweep = () => {
    for (const key of entries.keys()) alive(key)
  }
  return model => ({
    async upsert(id, payload, expiresIn) {
      if (entries.size % 500 === 499) sweep()
      entries.set(`${model}:${id}`, {
        payload,
        expires: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY,
      })
    },
    find: async id => alive(`${model}:${id}`)?.payload,
    findByUid: async uid => findWhere(model, payload => payload.uid === uid),
    findByUserCode: async code => findWhere(model, payload => payload.userCode === code),
    async consume(id) {
      const entry = alive(`${model}:${id}`)
      if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000)
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      // Of this model only: an unfinished sign-in of the same person bears the grant's id, too, and must go on.
      for (const [key, { payload }] of entries)
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) entries.delete(key)
    },
  })
}
