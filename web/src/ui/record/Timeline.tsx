import type { Words } from '@lianqiao/model/records/procedure.ts'
import type { ReactNode } from 'react'
import { formatTime } from '../../lib/format.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { Icon } from '../icons.tsx'
import './timeline.css'

/** One action of a record as a reader sees it. */
export interface TimelineEntry {
  seq: number
  title: Words
  /** ISO 8601 instant. */
  at: string
  /** Name or post of whoever acted, where the reader may know it. */
  by?: string
  /** The side that acted, as people call it: `浦口`. `own` = the reader's own side. */
  side: { name: string; own: boolean }
  /** The documents the step made. */
  documents?: readonly { title: string; href: string }[]
  note?: ReactNode
}

/** What happened, newest last, as it stands in the chain. Whose bank a step was made on is said and drawn. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const language = useLanguage()
  return (
    <ol className="lq-timeline">
      {entries.map(entry => (
        <li key={entry.seq} className={entry.side.own ? 'lq-own' : 'lq-partner'}>
          <div className="lq-timeline-head">
            <strong>{entry.title[language]}</strong>
            <span className="lq-tag">{entry.side.name}</span>
            <time dateTime={entry.at}>{formatTime(entry.at, language)}</time>
          </div>
          {entry.by && <p className="lq-timeline-by">{entry.by}</p>}
          {entry.note && <div className="lq-timeline-note">{entry.note}</div>}
          {entry.documents && entry.documents.length > 0 && (
            <p className="lq-timeline-documents">
              {entry.documents.map(document => (
                <a key={document.href} href={document.href} target="_blank" rel="noreferrer">
                  <Icon name="document" /> {document.title}
                </a>
              ))}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
