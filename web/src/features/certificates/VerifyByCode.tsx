import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { CodeFault, CodeInput } from '../../ui/input/CodeInput.tsx'
import { canScan, codeIn, scan } from './scan.ts'
import { certificateWords } from './words.ts'

/** The two ways to a certificate: its code typed as people type, or a photograph of its QR code where the browser reads one. */
export function VerifyByCode({
  inVain = '',
  onCode,
}: {
  /** What was asked for in vain: it stands here to be put right. */
  inVain?: string
  onCode: (code: TrackingCode) => void
}) {
  const t = useWords(certificateWords)
  const id = useId()
  const [typed, setTyped] = useState(inVain)
  const [fault, setFault] = useState<'wrong' | 'scanNothing'>()
  const take = (code: TrackingCode | undefined, otherwise: 'wrong' | 'scanNothing') => {
    setFault(code ? undefined : otherwise)
    if (code) onCode(code)
  }
  return (
    <form
      className="lq-field lq-verify-form"
      onSubmit={event => {
        event.preventDefault()
        take(codeIn(typed), 'wrong')
      }}
    >
      <label htmlFor={id}>{t('code')}</label>
      <div className="lq-code-line">
        <CodeInput
          id={id}
          value={typed}
          wrong={fault === 'wrong'}
          told={fault !== undefined}
          onChange={now => {
            setTyped(now)
            setFault(undefined)
          }}
        />
        <button type="submit" className="lq-button lq-button--primary lq-button--large">
          {t('go')}
        </button>
        {canScan() && (
          <label className="lq-button lq-button--large lq-verify-scan">
            <Icon name="camera" /> {t('scan')}
            <input
              type="file"
              accept="image/*"
              capture="environment"
              onChange={async event => {
                const [photograph] = event.target.files ?? []
                if (photograph) take(await scan(photograph).catch(() => undefined), 'scanNothing')
              }}
            />
          </label>
        )}
      </div>
      {fault && <CodeFault of={id}>{t(fault)}</CodeFault>}
    </form>
  )
}
