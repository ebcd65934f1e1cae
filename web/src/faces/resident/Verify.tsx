import { parseTrackingCode } from '@lianqiao/model/identifiers/tracking-code-text.ts'
import { useNavigate, useParams } from '@tanstack/react-router'
import { VerdictCard, VerificationResult } from '../../features/certificates/VerificationResult.tsx'
import { VerifyByCode } from '../../features/certificates/VerifyByCode.tsx'
import { certificateWords } from '../../features/certificates/words.ts'
import { useWords } from '../../lib/i18n.ts'
import '../../features/certificates/certificates.css'

/** 证照查验, for everybody: the verdict on the code in the address, and the way to the next one. */
export function Verify() {
  const t = useWords(certificateWords)
  const navigate = useNavigate()
  const { code: typed } = useParams({ strict: false }) as { code?: string }
  const code = typed === undefined ? undefined : parseTrackingCode(typed)
  const ask = (inVain = '') => (
    <section key={inVain} className="lq-card" aria-label={typed === undefined ? t('go') : t('again')}>
      <VerifyByCode
        inVain={inVain}
        onCode={next => void navigate({ to: '/verify/$code', params: { code: next } as never })}
      />
    </section>
  )
  return (
    <div className="lq-verify">
      <header>
        <h1>{t('title')}</h1>
        {typed === undefined && <p className="lq-verify-lead">{t('lead')}</p>}
        {code && (
          <p className="lq-verify-code">
            {t('codeIs')} <span className="lq-number">{code}</span>
          </p>
        )}
      </header>
      {code ? (
        <VerificationResult key={code} code={code} ask={ask} />
      ) : (
        <>
          {typed !== undefined && <VerdictCard verdict="unknown" />}
          {ask(typed)}
        </>
      )}
    </div>
  )
}
