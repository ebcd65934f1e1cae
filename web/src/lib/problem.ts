import { problemsOfPages } from '@lianqiao/model/problems/of-pages.ts'
import { documentOf, type ProblemCode, type ProblemDocument } from '@lianqiao/model/problems/problem.ts'
import { currentLanguage } from './i18n.ts'

/** A field that the server found wrong: JSON Pointer (RFC 6901) into what was sent, and why. */
export interface FieldProblem {
  pointer: string
  detail: string
}

/** A problem document (RFC 9457) as an error: what happened, in the reader's language, and what to do next. */
export class ProblemError extends Error {
  readonly document: ProblemDocument

  constructor(document: ProblemDocument) {
    super(`${document.number} ${document.code}`)
    this.name = 'ProblemError'
    this.document = document
  }

  get code(): ProblemCode {
    return this.document.code
  }

  get status(): number {
    return this.document.status
  }

  get errors(): readonly FieldProblem[] {
    return this.document.errors ?? []
  }
}

/** Say any failure as a problem: ours as it is, the network's as `no-connection`, a fault of the page as `internal`. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  // fetch rejects with TypeError, and with nothing else, where no answer came.
  return localProblem(error instanceof TypeError ? 'no-connection' : 'internal')
}

/** Read the problem out of an answer that is none of 2xx. A gateway before the node answers in its own words. */
export async function problemOf(response: Response): Promise<ProblemError> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json'))
    return new ProblemError((await response.json()) as ProblemDocument)
  return localProblem(response.status >= 502 && response.status <= 504 ? 'no-connection' : 'internal')
}

/** A problem that this side found itself. */
export function localProblem(code: keyof typeof problemsOfPages): ProblemError {
  return new ProblemError(documentOf(code, problemsOfPages[code], {}, currentLanguage()))
}
