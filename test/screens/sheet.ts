import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Look } from './look.ts'

/**
 * Keep what was found beside the pictures, and write `index.html` that shows all that lies in the folder: what this run
 * looked at, and what earlier ones did. One row a view and state, the faults below each picture.
 */
export async function writeSheet(folder: string, looks: readonly Look[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'looks.json')
  const earlier = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as Look[]
  const kept = new Map([...earlier, ...looks].map(look => [keyOf(look), look]))
  const all = [...kept.values()].sort((a, b) => a.view.localeCompare(b.view))
  await writeFile(file, JSON.stringify(all))
  const rows = Map.groupBy(all, look => `${look.view} · ${look.state}`)
  const body = [...rows].map(
    ([title, row]) => `<section><h2>${title}</h2>${row.map(figure).join('')}</section>`,
  )
  await writeFile(join(folder, 'index.html'), page(body.join('\n')))
}

/** What a run came to, in a few lines: how many looks, how many of them have faults, which views and which faults. */
export function summaryOf(looks: readonly Look[], seconds: number): string {
  const count = (what: (look: Look) => unknown) => new Set(looks.map(what)).size
  const faulty = looks.filter(({ faults }) => faults.length > 0)
  return [
    `${looks.length} looks (${count(({ view }) => view)} views, ${count(({ state }) => state)} states, ${count(({ width }) => width)} widths) in ${Math.round(seconds)} s: ${faulty.length} with faults`,
    ...faulty.map(
      ({ view, state, width, faults }) => `  ${view} · ${state} · ${width}: ${faults.join('; ')}`,
    ),
  ].join('\n')
}

const keyOf = ({ view, state, width }: Look) => `${view} ${state} ${width}`

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
