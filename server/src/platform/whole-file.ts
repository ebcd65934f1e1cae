import { randomUUID } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'

// A file written in place is empty for a moment. Another process reads it then, or a kill leaves it so: an empty key would
// seal what nobody opens again. So the text is written beside it, made durable, and put in its place at once.

/** Put a text in the place of a file, whole or not at all. Mode 600. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await rename(await beside(file, text), file)
}

/** Make a file that does not exist yet, whole or not at all; where it exists, even since a moment ago, it stays. Mode 600. */
export async function writeOnce(file: string, text: string): Promise<void> {
  const draft = await beside(file, text)
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
}

async function beside(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}
