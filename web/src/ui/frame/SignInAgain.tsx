import { useEffect, useRef } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { words } from '../words.ts'
import './sign-in-again.css'

/**
 * The session ended while somebody worked. The page stays as it is, what was typed is kept; one button leads to sign-in
 * and back here. Drawn in the browser's top layer, above any dialog that is open.
 */
export function SignInAgain({ lost, onSignIn }: { lost: boolean; onSignIn: () => void }) {
  const t = useWords(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const go = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (lost) {
      dialog.current?.showModal()
      go.current?.focus()
    } else dialog.current?.close()
  }, [lost])
  return (
    <dialog ref={dialog} className="lq-dialog" aria-labelledby="sign-in-again">
      <h2 id="sign-in-again">{t('sessionLost')}</h2>
      <p>{t('sessionLostText')}</p>
      <div className="lq-dialog-buttons">
        <button type="button" className="lq-button" onClick={() => dialog.current?.close()}>
          {t('stay')}
        </button>
        <button ref={go} type="button" className="lq-button lq-button--primary" onClick={onSignIn}>
          {t('signInAgain')}
        </button>
      </div>
    </dialog>
  )
}
