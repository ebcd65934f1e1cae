import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import { useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { later } from '../../lib/later.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Arriving } from '../../ui/state/Arriving.tsx'
import { trackWords } from './words.ts'

// Drawing the code takes more than all the rest of this page: it is fetched when it is wanted.
const qr = later(() => import('../../ui/Qr.tsx'))

/** 保存查询码: the QR code, the link, and the telephone's own way to pass it on. */
export function Share({ code }: { code: TrackingCode }) {
  const t = useWords(trackWords)
  const [open, setOpen] = useState(false)
  const url = `${location.origin}/track/${code}`
  return (
    <details className="lq-card lq-share" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('share')}</summary>
      {open && (
        <div>
          <Arriving part={qr} meanwhile={<div className="lq-share-qr" />}>
            {({ Qr }) => <Qr text={url} label={t('qrLabel')} size="11rem" />}
          </Arriving>
          <p className="lq-number lq-share-code">{code}</p>
          <p>
            <CopyButton text={url} />
            {'share' in navigator && (
              <button
                type="button"
                className="lq-button"
                onClick={() => navigator.share({ url }).catch(() => {})}
              >
                {t('shareGo')}
              </button>
            )}
          </p>
          <p className="lq-track-small">{t('shareText')}</p>
        </div>
      )}
    </details>
  )
}
