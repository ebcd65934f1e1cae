import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import type { CommonFacts, LetterKind, NoticeFacts } from '@lianqiao/model/notices/facts.ts'
import type { NoticeKind } from '@lianqiao/model/notices/kinds.ts'
import pdfmake from 'pdfmake'
import { certificate } from './layout/certificate.ts'
import { letter } from './layout/frame.ts'

/** One document to make, as the main thread asks for it; the facts are checked already. */
export interface RenderTask {
  id: number
  kind: NoticeKind
  facts: NoticeFacts
  demonstration: boolean
}

/** What came of it. */
export type RenderResult = { id: number; bytes: Uint8Array } | { id: number; error: string }

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const weight = (name: string) => join(fonts, name, `NotoSansSC_${name}.ttf`)
pdfmake.setFonts({ 'Noto Sans SC': { normal: weight('400Regular'), bold: weight('700Bold') } })
// Facts are text that people typed: nothing in them may reach out for a file or an address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(path => path.startsWith(fonts))

parentPort?.on('message', (task: RenderTask) => {
  render(task).then(
    bytes => parentPort?.postMessage({ id: task.id, bytes } satisfies RenderResult),
    (error: Error) => parentPort?.postMessage({ id: task.id, error: error.message } satisfies RenderResult),
  )
})

async function render({ kind, facts, demonstration }: RenderTask): Promise<Uint8Array> {
  const definition =
    kind === 'certificate'
      ? certificate(facts as NoticeFacts<'certificate'>, demonstration)
      : letter(kind, facts as NoticeFacts<LetterKind> & CommonFacts, demonstration)
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}
