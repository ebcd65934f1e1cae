import {
  type AgreementView,
  listAgreements,
  readAgreement,
  signAgreement,
  withdrawAgreement,
} from '@lianqiao/model/api/agreements.ts'
import { Instant } from '@lianqiao/model/records/action.ts'
import { useId, useState } from 'react'
import { useAction } from '../../lib/endpoint.ts'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { nodeTime } from '../../lib/now.ts'
import { ConfirmAction } from '../../ui/ConfirmAction.tsx'
import { DateInput } from '../../ui/input/DateInput.tsx'
import { agreementWords } from './words.ts'

const refreshes = [listAgreements, readAgreement]

/** 签署: the security administrator's step, asked for twice; shown until this side's signature is there. */
export function SignAgreement({ view, own }: { view: AgreementView; own: string }) {
  const t = useWords(agreementWords)
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  const sign = useAction(signAgreement, { refreshes, onShown: close })
  const mine = mineOf(view, own)
  if (!mine) return null
  return (
    <div className="lq-agreement-acts">
      {mine.state !== 'valid' && (
        <button type="button" className="lq-button lq-button--primary" onClick={() => setAsking(true)}>
          {t('sign')}
        </button>
      )}
      <p role="status">{sign.isSuccess && t('signed')}</p>
      <ConfirmAction
        open={asking}
        title={`${t('sign')} · ${view.number}`}
        act={t('sign')}
        busy={sign.isPending}
        problem={sign.error}
        onConfirm={() => sign.mutate({ params: { hash: view.hash } })}
        onCancel={close}
      >
        <p>{t('signText')}</p>
      </ConfirmAction>
    </div>
  )
}

/** 声明退出: possible while this side's signature binds it, and asked for twice. */
export function LeaveAgreement({ view, own }: { view: AgreementView; own: string }) {
  const t = useWords(agreementWords)
  const [asking, setAsking] = useState(false)
  if (mineOf(view, own)?.state !== 'valid') return null
  return (
    <div className="lq-agreement-acts">
      <button type="button" className="lq-button lq-leave" onClick={() => setAsking(true)}>
        {t('leave')}
      </button>
      {asking && <Leave view={view} onClose={() => setAsking(false)} />}
    </div>
  )
}

/** This side's signature, while there is something to sign or to leave. */
function mineOf({ signatures, withdrawal, standing }: AgreementView, own: string) {
  if (withdrawal || standing === 'expired') return undefined
  return signatures.find(({ jurisdiction }) => jurisdiction === own)
}

function Leave({ view, onClose }: { view: AgreementView; onClose: () => void }) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  const id = useId()
  const { noticeDays } = view.document.withdrawal
  const [earliest] = useState(() => dayAfter(noticeDays + 1))
  const [day, setDay] = useState<string | undefined>(earliest)
  const [reason, setReason] = useState('')
  const leave = useAction(withdrawAgreement, { refreshes, onShown: onClose })
  const effectiveAt = Instant.safeParse(startOf(day))
  return (
    <ConfirmAction
      open
      danger
      title={`${t('leave')} · ${view.number}`}
      act={t('leave')}
      busy={leave.isPending}
      ready={effectiveAt.success && reason.trim() !== ''}
      problem={leave.error}
      onConfirm={() =>
        effectiveAt.success &&
        leave.mutate({ params: { hash: view.hash }, body: { effectiveAt: effectiveAt.data, reason } })
      }
      onCancel={onClose}
    >
      <p>{t('leaveText')}</p>
      <div className="lq-field">
        <label htmlFor={id}>{t('effectiveAt')}</label>
        <p className="lq-soft">
          {t('effectiveHint', { days: noticeDays, date: formatDate(earliest, language) })}
        </p>
        <DateInput id={id} value={day} onChange={setDay} />
      </div>
      <div className="lq-field">
        <label htmlFor={`${id}-reason`}>{t('reason')}</label>
        <textarea
          id={`${id}-reason`}
          className="lq-input"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </div>
    </ConfirmAction>
  )
}

/** The first instant of a day in China; nothing sensible where it is no day. */
function startOf(day: string | undefined): string {
  const at = new Date(`${day}T00:00:00+08:00`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** The day `YYYY-MM-DD` in China that is so many days from today. */
function dayAfter(days: number): string {
  const at = new Date(nodeTime().getTime() + days * 24 * 60 * 60 * 1000)
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at)
}
