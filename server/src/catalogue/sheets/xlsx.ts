import { Worker } from 'node:worker_threads'
import type { SheetRow } from '@lianqiao/model/catalogue/sheet.ts'
import { type Problem, problem } from '@lianqiao/model/problems/problem.ts'
import { sheetLimits } from './limits.ts'
import type { XlsxAnswer } from './xlsx-worker.ts'

/** Read the first sheet of an XLSX in a thread with limits of time and memory. Throws `sheet-unreadable`. */
export function readXlsx(bytes: Uint8Array): Promise<SheetRow[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: sheetLimits.heapMegabytes },
    })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      settle()
      void worker.terminate()
    }
    const timer = setTimeout(
      () => end(() => reject(unreadable('读取超时，请拆分后上传 / took too long'))),
      sheetLimits.milliseconds,
    )
    worker.once('message', (answer: XlsxAnswer) =>
      end(() => ('rows' in answer ? resolve(answer.rows) : reject(unreadable(answer.refused)))),
    )
    worker.once('error', () => end(() => reject(unreadable('表格过大 / too large'))))
  })
}

const unreadable = (reason: string): Problem => problem('sheet-unreadable', { reason })
