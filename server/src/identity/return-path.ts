import { problem } from '@lianqiao/model/problems/problem.ts'

/** Stands for “this node” while a path is taken apart; no such host exists (RFC 6761). */
const here = 'http://node.invalid'

/**
 * The page of this node to come back to after sign-in, as a path with query. Throws `bad-input` for anything that a
 * browser would take for another site: `//other`, `/\other`, `/.//other`, a tab in between (open redirect, CWE-601).
 */
export function returnPath(to: unknown): string {
  if (to === undefined) return '/'
  const url = typeof to === 'string' && to.startsWith('/') ? URL.parse(to, here) : null
  const path = url?.origin === here ? url.pathname + url.search + url.hash : ''
  if (path.startsWith('/') && !path.startsWith('//')) return path
  throw problem('bad-input', { count: 1 }, [
    { pointer: '/query/to', zh: '只能返回本网站的页面', en: 'only a page of this site may be returned to' },
  ])
}
