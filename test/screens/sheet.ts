import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Look } from './look.ts'

/** Write `index.html` into the folder of the pictures: one row a view and state, the faults below each picture. */
export async function writeSheet(folder: string, looks: readonly Look[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const rows = Map.groupBy(looks, look => `${look.view} · ${look.state}`)
  const body = [...rows].map(
    ([title, row]) => `<section><h2>${title}</h2>${row.map(figure).join('')}</section>`,
  )
  await writeFile(join(folder, 'index.html'), page(body.join('\n')))
}

const figure = ({ picture, width, faults }: Look) =>
  `<figure><a href="${picture}"><img loading="lazy" src="${picture}" alt=""></a><figcaption>${width}${faults
    .map(fault => `<br>✗ ${escaped(fault)}`)
    .join('')}</figcaption></figure>`

const escaped = (text: string) => text.replace(/[&<>]/g, char => `&#${char.charCodeAt(0)};`)

const page = (body: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>
  body { font: 14px/1.5 sans-serif; margin: 2rem; background: #eee }
  section { display: flex; gap: 1rem; align-items: flex-start; margin-block-end: 3rem; flex-wrap: wrap }
  h2 { inline-size: 100%; margin: 0; font-size: 1rem }
  figure { margin: 0; inline-size: 22rem }
  img { inline-size: 100%; max-block-size: 40rem; object-fit: cover; object-position: top; border: 1px solid #999 }
  figcaption { color: #a00 }
</style>
${body}
`
