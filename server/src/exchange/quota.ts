/** How much each caller may still do: a bucket that refills steadily (漏桶), per process. */
export interface Quota<Caller> {
  /** Take one; answers 0, or after how many seconds there will be one again. */
  take(caller: Caller): number
}

/** @param perMinute what a bucket holds, and what flows into it in a minute */
export function makeQuota<Caller>(perMinute: number, now = () => performance.now()): Quota<Caller> {
  const buckets = new Map<Caller, { left: number; at: number }>()
  const perMs = perMinute / 60_000
  return {
    take(caller) {
      const bucket = buckets.get(caller) ?? { left: perMinute, at: now() }
      buckets.set(caller, bucket)
      const at = now()
      bucket.left = Math.min(perMinute, bucket.left + (at - bucket.at) * perMs)
      bucket.at = at
      if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perMs / 1000)
      bucket.left -= 1
      return 0
    },
  }
}
