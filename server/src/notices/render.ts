import { Worker } from 'node:worker_threads'
import { type NoticeFacts, noticeFacts } from '@lianqiao/model/notices/facts.ts'
import type { NoticeKind } from '@lianqiao/model/notices/kinds.ts'
import type { RenderResult, RenderTask } from './worker.ts'

interface Waiting {
  resolve: (bytes: Uint8Array) => void
  reject: (error: Error) => void
}

/** One thread for the process, begun with the first document; it does not keep the process alive by itself. */
let thread: { worker: Worker; waiting: Map<number, Waiting> } | undefined
let last = 0

/**
 * Make a document as PDF (A4, Chinese, text extractable). The same facts give the same bytes, so that their SHA-256 can
 * stand in a record. It is laid out in a thread of its own, for a page takes some 60 ms.
 *
 * `demonstration` prints “演示 · 非官方文书” across every page. Throws `ZodError` for facts that do not fit the kind.
 */
export async function renderNotice<Kind extends NoticeKind>(
  kind: Kind,
  facts: NoticeFacts<Kind>,
  options: { demonstration: boolean },
): Promise<Uint8Array> {
  const checked = noticeFacts[kind].parse(facts) as NoticeFacts
  thread ??= begin()
  const { worker, waiting } = thread
  const id = ++last
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.ref()
    worker.postMessage({
      id,
      kind,
      facts: checked,
      demonstration: options.demonstration,
    } satisfies RenderTask)
  })
}

function begin(): { worker: Worker; waiting: Map<number, Waiting> } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url))
  const waiting = new Map<number, Waiting>()
  worker.on('message', (result: RenderResult) => {
    const asked = waiting.get(result.id)
    waiting.delete(result.id)
    if (waiting.size === 0) worker.unref()
    if ('bytes' in result) asked?.resolve(result.bytes)
    else asked?.reject(new Error(result.error))
  })
  // A thread that died takes its tasks along; the next document begins a new one.
  const ended = (error: Error) => {
    if (thread?.worker === worker) thread = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', ended)
  worker.on('exit', code => ended(new Error(`the document thread ended with ${code}`)))
  return { worker, waiting }
}
