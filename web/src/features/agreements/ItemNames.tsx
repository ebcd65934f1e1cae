import { readItem, readListed } from '@lianqiao/model/api/catalogue.ts'
import type { ItemCode } from '@lianqiao/model/catalogue/codes.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { useState } from 'react'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { named } from '../catalogue/terms.ts'
import { agreementWords } from './words.ts'

/** Items by name. Those of a group stand behind its name until it is opened. */
export function ItemNames({
  jurisdiction,
  codes,
  group,
}: {
  jurisdiction: JurisdictionCode
  codes: readonly ItemCode[]
  group?: string
}) {
  const t = useWords(agreementWords)
  const [open, setOpen] = useState(false)
  const list = codes.map(code => <ItemName key={code} jurisdiction={jurisdiction} code={code} />)
  if (!group) return <ul>{list}</ul>
  return (
    <details className="lq-item-group" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {group} <span className="lq-soft lq-nowrap">{t('itemCount', { count: codes.length })}</span>
      </summary>
      {open && <ul>{list}</ul>}
    </details>
  )
}

/** From the guide, else from the list; the code where the catalogue knows neither. */
function ItemName({ jurisdiction, code }: { jurisdiction: JurisdictionCode; code: ItemCode }) {
  const language = useLanguage()
  const which = { params: { jurisdiction, code } }
  const guide = useEndpoint(readItem, { ...which, query: {} })
  const listed = useEndpoint(readListed, which, { enabled: guide.error?.status === 404 })
  const found = guide.data?.document ?? listed.data?.document
  return <li>{found ? named(found, language) : code}</li>
}
