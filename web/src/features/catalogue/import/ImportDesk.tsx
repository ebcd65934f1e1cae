import { readItem, searchCatalogue } from '@lianqiao/model/api/catalogue.ts'
import {
  confirmImport,
  exportCatalogue,
  type ImportPreview,
  importTemplate,
  previewImport,
} from '@lianqiao/model/api/catalogue-admin.ts'
import { useState } from 'react'
import { addressOf } from '../../../lib/api.ts'
import { useAction } from '../../../lib/endpoint.ts'
import { formatTime } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { ConfirmAction } from '../../../ui/ConfirmAction.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemAlert } from '../../../ui/problem/ProblemAlert.tsx'
import { PreviewTable } from './PreviewTable.tsx'
import { reportOf } from './report.ts'
import { SheetDrop } from './SheetDrop.tsx'
import { importWords } from './words.ts'
import './import.css'

/** 事项清单导入: upload, look, confirm. */
export function ImportDesk({ onSee }: { onSee: () => void }) {
  const t = useWords(importWords)
  const [preview, setPreview] = useState<ImportPreview>()
  const upload = useAction(previewImport, { onDone: setPreview })
  const send = (file: File) => {
    setPreview(undefined)
    upload.mutate({
      query: { filename: file.name.slice(0, 120) },
      body: new Blob([file], { type: binary }),
    })
  }
  return (
    <div className="lq-import">
      <header>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <p className="lq-import-tools">
          <a className="lq-button" href={addressOf(importTemplate, {})} download="事项清单导入模板.csv">
            <Icon name="document" /> {t('template')}
          </a>
          <a className="lq-button" href={addressOf(exportCatalogue, {})} download="事项清单.csv">
            <Icon name="download" /> {t('export')}
          </a>
        </p>
      </header>
      {upload.error && <ProblemAlert problem={upload.error} />}
      {preview ? (
        <Preview preview={preview} onChange={setPreview} onSee={onSee} />
      ) : (
        <SheetDrop busy={upload.isPending} onFile={send} />
      )}
    </div>
  )
}

/** Bytes are bytes: what they are the server sees by itself. */
const binary = 'application/octet-stream'

function Preview({
  preview,
  onChange,
  onSee,
}: {
  preview: ImportPreview
  onChange: (preview: ImportPreview | undefined) => void
  onSee: () => void
}) {
  const t = useWords(importWords)
  const language = useLanguage()
  const [asking, setAsking] = useState(false)
  const confirm = useAction(confirmImport, {
    refreshes: [searchCatalogue, readItem],
    onDone: confirmed => {
      setAsking(false)
      onChange(confirmed)
    },
  })
  const { counts, faults, headings } = preview
  const count = counts.new + counts.changed
  const standing = counts.refused > 0 ? 'blocked' : count > 0 ? 'ready' : 'nothing'
  const unknown = headings.filter(heading => !heading.column).map(heading => heading.heading)
  return (
    <>
      {preview.confirmedAt ? (
        <section className="lq-import-done" role="status">
          <Icon name="check" />
          <p>
            <strong>{t('done', { count })}</strong> {t('doneText')}
          </p>
          <button type="button" className="lq-button" onClick={onSee}>
            {t('see')}
          </button>
        </section>
      ) : (
        <p className={`lq-import-standing lq-import-standing--${standing}`} role="status">
          <Icon name={standing === 'blocked' ? 'warning' : 'check'} />{' '}
          {t(standing, { count: counts.refused })}{' '}
          <span>{t('expires', { at: formatTime(preview.expiresAt, language) })}</span>
        </p>
      )}
      <div className="lq-import-bar">
        <strong>
          <Icon name="document" /> {preview.filename}
        </strong>
        {faults.length > 0 && (
          <a
            className="lq-button"
            href={URL.createObjectURL(reportOf(preview, language))}
            download={`${preview.filename}-report.csv`}
          >
            {t('report')}
          </a>
        )}
        <button type="button" className="lq-button" onClick={() => onChange(undefined)}>
          {t('another')}
        </button>
        {!preview.confirmedAt && (
          <button
            type="button"
            className="lq-button lq-button--primary"
            disabled={counts.refused > 0 || count === 0}
            onClick={() => setAsking(true)}
          >
            {t('confirm', { count })}
          </button>
        )}
      </div>
      {unknown.length > 0 && (
        <p className="lq-import-unknown">{t('unknownColumns', { columns: unknown.join('、') })}</p>
      )}
      <PreviewTable preview={preview} />
      <ConfirmAction
        open={asking}
        title={t('confirmTitle')}
        act={t('confirm', { count })}
        busy={confirm.isPending}
        problem={confirm.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => confirm.mutate({ params: { id: preview.id } })}
      >
        <p>{t('confirmText', { added: counts.new, changed: counts.changed })}</p>
      </ConfirmAction>
    </>
  )
}
