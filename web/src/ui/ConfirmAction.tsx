import { Modal } from 'antd'
import { type ReactNode, useId, useRef } from 'react'
import { useHotkeys } from '../lib/hotkeys.ts'
import { useWords } from '../lib/i18n.ts'
import type { ProblemError } from '../lib/problem.ts'
import { KeyHint } from './KeyHint.tsx'
import { ProblemAlert } from './problem/ProblemAlert.tsx'
import { words } from './words.ts'

/**
 * Asks once more before a step that cannot be taken back, with the form it needs. The button says the deed (不予受理, not
 * 确定); Ctrl+Enter does it. A problem is shown inside and what was typed stays.
 */
export function ConfirmAction({
  open,
  title,
  act,
  danger = false,
  busy = false,
  ready = true,
  wide = false,
  problem,
  children,
  onConfirm,
  onCancel,
}: {
  open: boolean
  title: string
  /** What the button says. */
  act: string
  /** Refusals and withdrawals: the button is red. */
  danger?: boolean
  busy?: boolean
  /** Whether the form is filled so far that it may be tried. */
  ready?: boolean
  /** The form has columns or long texts. */
  wide?: boolean
  problem?: ProblemError | null
  children?: ReactNode
  onConfirm: () => void
  onCancel: () => void
}) {
  const t = useWords(words)
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  useHotkeys({ 'ctrl+enter': () => ready && !busy && onConfirm() }, open)
  return (
    <Modal
      open={open}
      title={<span id={id}>{title}</span>}
      aria-labelledby={id}
      okText={
        <>
          {act} <KeyHint keys="ctrl+enter" />
        </>
      }
      cancelText={t('cancel')}
      okButtonProps={{ danger, disabled: !ready }}
      confirmLoading={busy}
      mask={{ closable: false }}
      destroyOnHidden
      width={wide ? '48rem' : '34rem'}
      afterOpenChange={shown => shown && enter(body.current)}
      onOk={onConfirm}
      onCancel={onCancel}
    >
      <div ref={body} className="lq-confirm">
        {problem && <ProblemAlert problem={problem} />}
        {children}
      </div>
    </Modal>
  )
}

/** The form is where one goes on, not the cross in the corner; who is in it already is left where he types. */
function enter(form: HTMLElement | null): void {
  if (!form?.contains(document.activeElement)) form?.querySelector<HTMLElement>(field)?.focus()
}

const field = 'input:not(:disabled), textarea:not(:disabled), select:not(:disabled)'
