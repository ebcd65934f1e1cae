import { readCaseDocument } from '@lianqiao/model/api/cases.ts'
import type { SentParams } from '@lianqiao/model/api/endpoint.ts'
import { useEffect, useRef, useState } from 'react'
import { addressOf } from '../../lib/api.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { LoadingState } from '../../ui/state/LoadingState.tsx'
import { intakeWords } from './words.ts'
import './receipt.css'

/** 收件告知单: shown as it will be printed; one key prints it. */
export function ReceiptPaper({ id }: { id: SentParams<typeof readCaseDocument>['id'] }) {
  const t = useWords(intakeWords)
  const frame = useRef<HTMLIFrameElement>(null)
  const sent = { params: { id, seq: 0 }, query: {} }
  const { data, error, refetch } = useEndpoint(readCaseDocument, sent)
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(data)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [data])
  const print = () => {
    const page = frame.current?.contentWindow
    page?.focus()
    page?.print()
  }
  useHotkeys({ 'alt+p': print }, url !== undefined)
  return (
    <section className="lq-card lq-paper" aria-labelledby="paper-title">
      <header>
        <h3 id="paper-title">{t('paper')}</h3>
        <button type="button" className="lq-button lq-button--primary" disabled={!url} onClick={print}>
          <Icon name="document" /> {t('print')} <KeyHint keys="alt+p" />
        </button>
        <a className="lq-button" href={addressOf(readCaseDocument, sent)} target="_blank" rel="noreferrer">
          {t('openPaper')}
        </a>
      </header>
      {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={8} />}
      {url && <iframe ref={frame} src={`${url}#navpanes=0&view=FitH`} title={t('paper')} />}
    </section>
  )
}
