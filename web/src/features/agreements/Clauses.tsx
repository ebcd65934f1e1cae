import { type Agreement, grantedItems } from '@lianqiao/model/catalogue/agreement.ts'
import type { ReactNode } from 'react'
import { formatDate, formatList } from '../../lib/format.ts'
import { type Translate, useLanguage, useWords } from '../../lib/i18n.ts'
import { StackTable } from '../../ui/StackTable.tsx'
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
    <Clauses
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
            <td data-label={t('items')}>
              <ItemNames
                jurisdiction={grant.grantor}
                codes={items}
                {...(group ? { group: group.name } : {})}
              />
            </td>
            <td data-label={t('fromTo')}>
              <FromTo from={grant.grantor} to={grant.grantee} />
            </td>
            <td data-label={t('powers')}>
              {formatList(
                grant.powers.map(power => t(`power.${power}`)),
                language,
              )}
            </td>
            <td data-label={t('stations')}>{formatList(grant.stations.map(names.station), language)}</td>
            <td data-label={t('staff')}>
              {grant.staff === 'any' ? (
                t('staffAny')
              ) : (
                <>
                  {t('staffNamed')}
                  {grant.staff.map(account => (
                    <span key={account} className="lq-account lq-number">
                      {account}
                    </span>
                  ))}
                </>
              )}
            </td>
            <td data-label={t('from')}>
              {grant.from === document.validFrom && grant.to === document.validTo ? (
                t('asAgreement')
              ) : (
                <>
                  <span className="lq-nowrap">{formatDate(grant.from, language)}</span>{' '}
                  <span className="lq-nowrap">– {formatDate(grant.to, language)}</span>
                </>
              )}{' '}
              <span className="lq-soft lq-nowrap">{t(grant.published ? 'published' : 'unpublished')}</span>
            </td>
          </tr>
        )
      })}
    </Clauses>
  )
}

/** 数据共享: what may be asked of whom, for what, how often. */
export function DataGrants({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  const names = useNames()
  const [common, ...others] = new Set(document.data.map(({ basis }) => basis))
  // Where all rest on the same rule, it is said once for all.
  const each = others.length > 0
  const heads = [t('resource'), t('providerTo'), t('purposes'), t('fields'), t('quota')]
  return (
    <Clauses
      title={t('data')}
      {...(common && !each ? { lead: t('basisOf', { basis: common }) } : {})}
      heads={each ? [...heads, t('basis')] : heads}
      empty={document.data.length === 0}
    >
      {document.data.map(({ resource, provider, consumer, purposes, fields, quotaPerDay, basis }) => (
        <tr key={`${resource}${provider}${consumer}`}>
          <td data-label={t('resource')}>{names.resource(resource)}</td>
          <td data-label={t('providerTo')}>
            <FromTo from={provider} to={consumer} />
          </td>
          <td data-label={t('purposes')}>{formatList(purposes.map(names.purpose), language)}</td>
          <td data-label={t('fields')}>
            {formatList(
              fields.map(field => names.field(resource, field)),
              language,
            )}
          </td>
          <td data-label={t('quota')} className="lq-clauses-figure">
            {quotaPerDay}
          </td>
          {each && <td data-label={t('basis')}>{basis}</td>}
        </tr>
      ))}
    </Clauses>
  )
}

/** 协办: who may ask whom for which work. */
export function Collaborations({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  return (
    <Clauses
      title={t('collaborations')}
      heads={[t('task'), t('askerTo'), t('forItem'), t('pledge')]}
      empty={document.collaborations.length === 0}
    >
      {document.collaborations.map(({ task, item, asker, asked, limit }) => (
        <tr key={`${task}${item}${asker}${asked}`}>
          <td data-label={t('task')}>
            <ItemNames jurisdiction={asked} codes={[task as never]} />
          </td>
          <td data-label={t('askerTo')}>
            <FromTo from={asker} to={asked} />
          </td>
          <td data-label={t('forItem')}>
            <ItemNames jurisdiction={asker} codes={[item]} />
          </td>
          <td data-label={t('pledge')}>{limitText(limit, language)}</td>
        </tr>
      ))}
    </Clauses>
  )
}

/** 事件协同: what the partner may see of an incident, or help with, and what it never sees. */
export function Incidents({ document }: Clause) {
  const t = useWords(agreementWords)
  const language = useLanguage()
  return (
    <Clauses
      title={t('incidents')}
      heads={[t('class'), t('tier'), t('redaction')]}
      empty={document.incidents.length === 0}
    >
      {document.incidents.map(one => (
        <tr key={one.class}>
          <td data-label={t('class')}>
            {one.name} <span className="lq-number lq-soft">{one.class}</span>
          </td>
          <td data-label={t('tier')}>{t(`tier.${one.tier}`)}</td>
          <td data-label={t('redaction')}>
            {formatList(
              one.redaction.map(path => fieldName(path, t)),
              language,
            )}
          </td>
        </tr>
      ))}
    </Clauses>
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

function Clauses({
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
        <StackTable className="lq-clauses" label={title} heads={heads}>
          {children}
        </StackTable>
      )}
    </section>
  )
}
