import { useEffect, useRef } from 'react'
import { askFailedAgain } from '../../lib/endpoint.ts'
import { isTyping } from '../../lib/hotkeys.ts'
import { useWords } from '../../lib/i18n.ts'
import type { ProblemError } from '../../lib/problem.ts'
import { CopyButton } from '../CopyButton.tsx'
import { Icon } from '../icons.tsx'
import { words } from '../words.ts'
import './problem.css'

/**
 * A problem, told: what happened, what to do next, its number, and the fields that want correction, each leading to its
 * place. It takes the focus when it appears, so that nobody goes on beside it unknowing – but where the page asked by itself
 * (`onRetry`), never from who types: such a problem comes at any moment, and what is being typed would be lost.
 */
export function ProblemAlert({
  problem,
  titleOf = pointer => pointer,
  onField,
  onRetry,
}: {
  problem: ProblemError
  /** The title of a field by its JSON Pointer. */
  titleOf?: (pointer: string) => string
  /** Go to a field; without it the fields are only named. */
  onField?: (pointer: string) => void
  /** Ask again: given where the page asked of its own accord. Whatever else it could not be told is asked with it. */
  onRetry?: () => void
}) {
  const t = useWords(words)
  const place = useRef<HTMLElement>(null)
  const { title, detail, number, traceId } = problem.document
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new problem asks for attention anew
  useEffect(() => {
    if (!onRetry || !isTyping(document.activeElement)) place.current?.focus()
  }, [problem])
  return (
    <section ref={place} className="lq-problem" role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div>
        <p className="lq-problem-title">{title}</p>
        <p>{detail}</p>
        {problem.errors.length > 0 && (
          <ul className="lq-problem-fields">
            {problem.errors.map(({ pointer, detail }) => (
              <li key={pointer}>
                {onField ? (
                  <a
                    href={`#${pointer}`}
                    onClick={event => {
                      event.preventDefault()
                      onField(pointer)
                    }}
                  >
                    {titleOf(pointer)}
                  </a>
                ) : (
                  <strong>{titleOf(pointer)}</strong>
                )}
                <span>{detail}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="lq-problem-foot">
          <span className="lq-number">{number}</span>
          {traceId && (
            <span>
              {t('traceId')} <span className="lq-number">{traceId.slice(0, 8)}…</span>{' '}
              <CopyButton text={`${number} ${traceId}`} />
            </span>
          )}
          {onRetry && (
            <button
              type="button"
              className="lq-button"
              onClick={() => {
                onRetry()
                askFailedAgain()
              }}
            >
              {t('retry')}
            </button>
          )}
        </p>
      </div>
    </section>
  )
}
