import { statSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import { asksOf } from '@lianqiao/model/api/opening.ts'
import type { FastifyRequest } from 'fastify'
import type { Module } from '../module.ts'

/** Paths that are never a page: an unknown one of them is answered as a problem, not with the browser's program. */
const notPages = /^\/(api|auth|exchange)(\/|$)/

/**
 * The browser's files (`config.webFolder`). Built files carry a digest in their name and are kept for ever, other files for
 * an hour; every path that is no file is a page of the one program, which draws it. The document is asked for anew each
 * time, and tells what its page will ask for.
 */
export const pages: Module = {
  name: 'pages',
  async mount(app, { config: { webFolder } }) {
    if (!webFolder) return
    await app.register(fastifyStatic, {
      root: webFolder,
      serve: false,
      preCompressed: true,
      cacheControl: false,
    })
    app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
      const file = request.params['*']
      const path = `/${file}`
      if (notPages.test(path)) return reply.callNotFound()
      const found = isPage(webFolder, file)
      if (!found && /\.\w+$/.test(path)) return reply.callNotFound()
      if (!found || path.endsWith('.html'))
        reply.headers({ 'cache-control': 'no-cache', link: ahead(request) })
      else reply.header('cache-control', path.startsWith('/assets/') ? forEver : 'public, max-age=3600')
      return reply.sendFile(found ? file : 'index.html')
    })
  },
}

const forEver = 'public, max-age=31536000, immutable'

/**
 * What the page will ask for, as links that a browser fetches ahead (RFC 8288; HTML, `rel=preload`). This node sets no other
 * cookie than the session's; whether it still stands is found out when the page asks.
 */
function ahead({ url, headers }: FastifyRequest): string {
  const [path = '', words] = url.split('?', 2)
  return asksOf(path, Object.fromEntries(new URLSearchParams(words)), headers.cookie !== undefined)
    .map(address => `<${address}>; rel=preload; as=fetch; crossorigin`)
    .join(', ')
}

/** Only what lies below the folder and does not hide: nobody learns what else there is on the machine. */
function isPage(folder: string, file: string): boolean {
  const asked = join(folder, file)
  if (!asked.startsWith(join(folder, sep)) || file.split('/').some(part => part.startsWith('.'))) return false
  try {
    return statSync(asked).isFile()
  } catch {
    // Not there, too long, or no name at all.
    return false
  }
}
