import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import { readCaseDocument } from '@lianqiao/model/api/cases.ts'
import { readItem } from '@lianqiao/model/api/catalogue.ts'
import type { Key } from '@lianqiao/model/catalogue/codes.ts'
import { addressOf } from '../../../lib/api.ts'
import { useEndpoint } from '../../../lib/endpoint.ts'
import { formatDate } from '../../../lib/format.ts'
import { useLanguage, useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useJurisdictions } from '../../catalogue/jurisdictions.ts'
import { useNames } from '../../catalogue/names.ts'
import { named } from '../../catalogue/terms.ts'
import { FilePreview } from './FilePreview.tsx'
import { pageWords } from './words.ts'

/** 材料: each document of the guide, how it was provided, whether its original was seen, and its pages. */
export function Documents({ view }: { view: CaseView }) {
  const t = useWords(pageWords)
  const language = useLanguage()
  const nameOf = useDocumentNames(view)
  const names = useNames()
  const { nameOf: nameOfSide } = useJurisdictions()
  if (view.documents.length === 0) return <p className="lq-soft">{t('noDocuments')}</p>
  return (
    <ul className="lq-documents">
      {view.documents.map(({ code, by, files, originalSeen, evidence, until, letter }) => {
        const used = view.evidence.find(e => e.id === evidence)
        return (
          <li key={code}>
            <div>
              <strong>{nameOf(code)}</strong>
              <p className="lq-documents-how">
                <span className="lq-tag">{t(`by.${by}`)}</span>
                {(by === 'paper' || by === 'scan' || originalSeen) && (
                  <span className={originalSeen ? 'lq-seen' : undefined}>
                    {originalSeen && <Icon name="check" />}{' '}
                    {t(originalSeen ? 'originalSeen' : 'originalUnseen')}
                  </span>
                )}
                {by === 'later' && (
                  <strong className="lq-follows">
                    <Icon name="clock" />{' '}
                    {until ? t('followsBy', { date: formatDate(until, language) }) : t('followsNoDay')}
                  </strong>
                )}
                {letter && view.applicant && (
                  <a href={letterOf(view, code)} target="_blank" rel="noreferrer">
                    <Icon name="document" /> {t('letter', { office: nameOfSide(letter.to) })}
                  </a>
                )}
                {used && <span>{t('fromEvidence', { name: names.resource(used.resource) })}</span>}
              </p>
            </div>
            {files.length > 0 && (
              <div className="lq-documents-files">
                {files.map((file, at) => (
                  <FilePreview
                    key={file.id}
                    id={file.id}
                    record={view.summary.id}
                    name={nameOf(code)}
                    page={at + 1}
                  />
                ))}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** 核验函, of the step that handed the document in. */
function letterOf({ summary: { id }, timeline }: CaseView, code: string): string {
  const seq = timeline.findLast(({ body }) => handedIn(body).some(d => d.code === code))?.seq ?? 0
  return addressOf(readCaseDocument, {
    params: { id, seq },
    query: { kind: 'verification-letter', of: code as Key },
  })
}

function handedIn({ documents }: CaseView['timeline'][number]['body']): { code?: unknown }[] {
  return Array.isArray(documents)
    ? (documents as { code?: unknown }[]).filter(d => typeof d === 'object')
    : []
}

/** Names of documents as the guide has them under which the case began; the code where the guide cannot be had. */
export function useDocumentNames(view: CaseView): (code: string) => string {
  const language = useLanguage()
  const { data } = useGuide(view)
  return code => {
    const found = data?.document.documents.find(document => document.code === code)
    return found ? named(found, language) : code
  }
}

/** The guide (办事指南) of the version under which the case began. */
export function useGuide({ summary: { deciding, item }, itemVersion }: CaseView) {
  const guide = useEndpoint(readItem, {
    params: { jurisdiction: deciding, code: item.code },
    query: { version: itemVersion },
  })
  return { ...guide, data: guide.isPlaceholderData ? undefined : guide.data }
}
