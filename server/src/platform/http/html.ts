/** Text that is safe to stand in a page. Only `html` and `raw` make it. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | undefined | false | readonly Html[]

/** Markup that is known to be safe already. */
export const raw = (markup: string): Html => ({ html: markup })

/** A page or a piece of one; whatever is put into it is escaped, pieces of `html` are not escaped again. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return raw(strings.map((s, i) => s + (i < parts.length ? render(parts[i]) : '')).join(''))
}

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  return 'html' in part ? part.html : part.map(p => p.html).join('')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, c => entities[c] ?? c)
}
