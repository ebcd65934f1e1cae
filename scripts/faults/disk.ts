import { execFile, spawnSync } from 'node:child_process'
import { chmod, type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A small disk of its own for one database, which can be filled to the last byte. */
export interface Disk {
  folder: string
  fill(): Promise<void>
  free(): Promise<void>
  unmount(): Promise<void>
  /** Synchronously, for the end of our process. */
  unmountNow(): void
}

/** Room for a cluster and the logs of some hundred matters. */
const size = '400m'

/**
 * Mount a disk in memory (Linux tmpfs) at `folder`. @returns undefined where that is not allowed: only root may mount, and
 * nothing else fills a disk honestly; the fault is then left out, and the rig says so.
 */
export async function mountDisk(folder: string): Promise<Disk | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  await mkdir(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder])
  } catch {
    return undefined
  }
  await chmod(folder, 0o755)
  const filler = join(folder, 'filler')
  return {
    folder,
    async fill() {
      const file = await open(filler, 'w')
      // Large pieces first; the small ones take what is left.
      for (const piece of [1 << 20, 4096]) await writeUntilFull(file, Buffer.alloc(piece))
      await file.close()
    },
    free: () => rm(filler, { force: true }),
    async unmount() {
      await run('umount', ['-l', folder])
    },
    unmountNow: () => void spawnSync('umount', ['-l', folder]),
  }
}

async function writeUntilFull(file: FileHandle, piece: Buffer): Promise<void> {
  try {
    for (;;) await file.write(piece)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
