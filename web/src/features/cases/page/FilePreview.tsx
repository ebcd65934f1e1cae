import { readFile } from '@lianqiao/model/api/files.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { useState } from 'react'
import { addressOf } from '../../../lib/api.ts'
import { useWords } from '../../../lib/i18n.ts'
import { Icon } from '../../../ui/icons.tsx'
import { pageWords } from './words.ts'

/**
 * A scan, small; it opens large in a new window. What the browser does not draw as a picture (a PDF) is a tile. One that
 * the partner holds is fetched through the own node, which asks by the record.
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
  const [isPicture, setPicture] = useState(true)
  const href = addressOf(readFile, { params: { id }, query: { record } })
  const label = t('preview', { name, count: page })
  return (
    <a className="lq-file-preview" href={href} target="_blank" rel="noreferrer" aria-label={label}>
      {isPicture ? (
        <img src={href} alt="" loading="lazy" onError={() => setPicture(false)} />
      ) : (
        <span>
          <Icon name="document" /> {t('pdf')}
        </span>
      )}
    </a>
  )
}
