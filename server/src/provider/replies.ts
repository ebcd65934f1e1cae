import type { IncomingMessage, ServerResponse } from 'node:http'

/** A form is a few hundred bytes; more is not a form of ours. */
const formLimit = 8 * 1024

/** Read an `application/x-www-form-urlencoded` body. Throws when it is larger than 8 KiB. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > formLimit) throw new Error('form too large')
  }
  return new URLSearchParams(text)
}

/** Headers of every page: no scripts, no frames, nothing from elsewhere. `returnsTo`: origin a form may lead to. */
export function pageHeaders(returnsTo = ''): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self' ${returnsTo}; frame-ancestors 'none'; base-uri 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

export function sendPage(response: ServerResponse, status: number, page: string, returnsTo?: string): void {
  response
    .writeHead(status, { ...pageHeaders(returnsTo), 'content-type': 'text/html; charset=utf-8' })
    .end(page)
}

export function sendText(response: ServerResponse, type: string, text: string): void {
  response
    .writeHead(200, {
      'content-type': `${type}; charset=utf-8`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .end(text)
}
