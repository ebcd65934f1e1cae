import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import type { Plugin } from 'vite'

/**
 * Write `.br` and `.gz` beside every built text file, once, at the highest level: a counter on a slow county line gets
 * small files, and the node spends no time on compressing.
 */
export function precompress(): Plugin {
  let folder = 'dist'
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true })
      await Promise.all(
        names.filter(name => compressible.test(name)).map(name => compress(join(folder, name))),
      )
    },
  }
}

const compressible = /\.(js|css|html|svg|json|webmanifest)$/

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  const params = { [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }))
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: zlib.Z_BEST_COMPRESSION }))
}
