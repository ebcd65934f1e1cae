import { readFile } from '@lianqiao/model/api/files.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { useState } from 'react'
import { addressOf, call } from '../../../lib/api.ts'
import { useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { pageWords } from './words.ts'

/**
 * A scan, small; it opens large in a new window. What the browser does not draw as a picture (a PDF) is a tile, and so is
 * what cannot be had. A file that the partner holds is fetched through the own node, which asks by the record.
 */
export function FilePreview({
  id,
  record,
  name,
  page,
}: {
  id: string
  record: RecordId
  /** Of the document it belongs to. */
  name: string
  page: number
}) {
  const t = useWords(pageWords)
  const [kind, setKind] = useState<'picture' | 'document' | 'unavailable'>('picture')
  const which = { params: { id }, query: { record } }
  const href = addressOf(readFile, which)
  if (kind === 'unavailable')
    return (
      <span className="lq-file-preview">
        <Icon name="lock" /> {t('unavailable')}
      </span>
    )
  return (
    <a className="lq-file-preview" href={href} target="_blank" rel="noreferrer">
      <span className="lq-hidden">{t('preview', { name, count: page })}</span>
      {kind === 'picture' ? (
        <img
          src={href}
          alt=""
          loading="lazy"
          onError={() =>
            call(readFile, which).then(
              () => setKind('document'),
              () => setKind('unavailable'),
            )
          }
        />
      ) : (
        <span aria-hidden="true">
          <Icon name="document" /> {t('pdf')}
        </span>
      )}
    </a>
  )
}
