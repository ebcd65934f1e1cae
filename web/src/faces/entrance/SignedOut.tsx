import { useWords } from '../../lib/i18n.ts'
import { signIn, useSession } from '../../lib/session.ts'
import { StatePage } from '../../ui/state/StatePage.tsx'
import { words } from '../../ui/words.ts'

/** 请先登录: in place of a page that needs it; the sign-in leads back to it. */
export function SignedOut() {
  const t = useWords(words)
  const { signInUrl } = useSession()
  return (
    <StatePage
      icon="lock"
      title={t('signedOut')}
      action={
        <button
          type="button"
          className="lq-button lq-button--primary lq-button--large"
          onClick={() => signIn(signInUrl)}
        >
          {t('signIn')}
        </button>
      }
    >
      {t('signedOutText')}
    </StatePage>
  )
}
