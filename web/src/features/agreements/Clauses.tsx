import { type Agreement, grantedItems } from '@lianqiao/model/catalogue/agreement.ts'
import type { ReactNode } from 'react'
import { formatList } from '../../lib/format.ts'
import { type Translate, useLanguage, useWords } from '../../lib/i18n.ts'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useJurisdictions } from '../catalogue/jurisdictions.ts'
import { useNames } from '../catalogue/names.ts'
import { limitText } from '../catalogue/terms.ts'
import { ItemNames } from './ItemNames.tsx'
import { agreementWords } from './words.ts'

interface Clause {
  document: Agreement
}

/** 授权: which items, which of the four powers, where, who, how long. */
export function Grants({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  const names = useNames()
  return (
    <Table
      title={t('grants')}
      lead={t('grantsText')}
      heads={[t('items'), t('fromTo'), t('powers'), t('stations'), t('staff'), t('from')]}
      empty={document.grants.length === 0}
    >
      {document.grants.map(grant => {
        const items = grantedItems(grant, document)
        const group = Array.isArray(grant.items) ? undefined : document.itemGroups[grant.items.group]
        return (
          <tr key={grant.id}>
            <td>
              <ItemNames
                jurisdiction={grant.grantor}
                codes={items}
                {...(group ? { group: group.name } : {})}
              />
            </td>
            <td>
              <FromTo from={grant.grantor} to={grant.grantee} />
            </td>
            <td>
              {formatList(
                grant.powers.map(power => t(`power.${power}`)),
                language,
              )}
            </td>
            <td>{formatList(grant.stations.map(names.station), language)}</td>
            <td>{grant.staff === 'any' ? t('staffAny') : formatList(grant.staff, language)}</td>
            <td>
              <span className="lq-nowrap">{grant.from}</span> <span className="lq-nowrap">– {grant.to}</span>
              <br />
              <span className="lq-soft">{t(grant.published ? 'published' : 'unpublished')}</span>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

/** 数据共享: what may be asked of whom, for what, how often. */
export function DataGrants({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  const names = useNames()
  return (
    <Table
      title={t('data')}
      heads={[t('resource'), t('providerTo'), t('purposes'), t('fields'), t('quota'), t('basis')]}
      empty={document.data.length === 0}
    >
      {document.data.map(({ resource, provider, consumer, purposes, fields, quotaPerDay, basis }) => (
        <tr key={`${resource}${provider}${consumer}`}>
          <td>{names.resource(resource)}</td>
          <td>
            <FromTo from={provider} to={consumer} />
          </td>
          <td>{formatList(purposes, language)}</td>
          <td>
            {formatList(
              fields.map(field => names.field(resource, field)),
              language,
            )}
          </td>
          <td>{quotaPerDay}</td>
          <td>{basis}</td>
        </tr>
      ))}
    </Table>
  )
}

/** 协办: who may ask whom for which work. */
export function Collaborations({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  return (
    <Table
      title={t('collaborations')}
      heads={[t('task'), t('askerTo'), t('forItem'), t('pledge')]}
      empty={document.collaborations.length === 0}
    >
      {document.collaborations.map(({ task, item, asker, asked, limit }) => (
        <tr key={`${task}${item}${asker}${asked}`}>
          <td>
            <ItemNames jurisdiction={asked} codes={[task as never]} />
          </td>
          <td>
            <FromTo from={asker} to={asked} />
          </td>
          <td>
            <ItemNames jurisdiction={asker} codes={[item]} />
          </td>
          <td>{limitText(limit, language)}</td>
        </tr>
      ))}
    </Table>
  )
}

/** 事件协同: what the partner may see of an incident, or help with, and what it never sees. */
export function Incidents({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  return (
    <Table
      title={t('incidents')}
      heads={[t('class'), t('tier'), t('redaction')]}
      empty={document.incidents.length === 0}
    >
      {document.incidents.map(one => (
        <tr key={one.class}>
          <td>
            {one.name} <span className="lq-number lq-soft">{one.class}</span>
          </td>
          <td>{t(`tier.${one.tier}`)}</td>
          <td>
            {formatList(
              one.redaction.map(path => fieldName(path, t)),
              language,
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** `reporter.name` as people say it; a part that has no word stays as it is written. */
function fieldName(path: string, t: Translate<'part.name'>): string {
  return path
    .split('.')
    .map(part =>
      agreementWords.keys.includes(`part.${part}` as 'part.name') ? t(`part.${part}` as 'part.name') : part,
    )
    .join('')
}

function FromTo({ from, to }: { from: string; to: string }) {
  const { nameOf } = useJurisdictions()
  return (
    <span className="lq-nowrap">
      {nameOf(from)} → {nameOf(to)}
    </span>
  )
}

function Table({
  title,
  lead,
  heads,
  empty,
  children,
}: {
  title: string
  lead?: string
  heads: readonly string[]
  empty: boolean
  children: ReactNode
}) {
  const t = useWords(agreementWords)
  return (
    <section className="lq-card">
      <h2>{title}</h2>
      {lead && <p className="lq-soft">{lead}</p>}
      {empty ? (
        <p className="lq-soft">{t('nothing')}</p>
      ) : (
        <ScrollBox className="lq-clauses-scroll" label={title}>
          <table className="lq-clauses">
            <thead>
              <tr>
                {heads.map(head => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}
