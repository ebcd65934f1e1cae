import { statSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Module } from '../module.ts'

/** Paths that are never a page: an unknown one of them is answered as a problem, not with the browser's program. */
const notPages = /^\/(api|auth|exchange)(\/|$)/

/**
 * The browser's files (`config.webFolder`). Built files carry a digest in their name and are kept for ever; every path that
 * is no file is a page of the one program, which draws it.
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
      const kept = path.startsWith('/assets/')
      reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache')
      return reply.sendFile(found ? file : 'index.html')
    })
  },
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
