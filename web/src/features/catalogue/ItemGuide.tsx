import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { ReactNode } from 'react'
import { formatDate } from '../../lib/format.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { DocumentList } from './DocumentList.tsx'
import { GuideFacts } from './GuideFacts.tsx'
import { Hours } from './Hours.tsx'
import { useJurisdictions } from './jurisdictions.ts'
import { SideTag } from './SideTag.tsx'
import { limitText, named, term, terms } from './terms.ts'
import { translated } from './translated.ts'
import { catalogueWords } from './words.ts'
import './guide.css'

/**
 * 办事指南, in the order of the questions people ask: can I do it here (`ask`), what do I bring, how long, what does it
 * cost, how often do I come; the rest follows. `links` lead to the other side's guide.
 */
export function ItemGuide({
  item: original,
  ask,
  links,
}: {
  item: ItemVersion
  ask?: ReactNode
  links?: ReactNode
}) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const item = translated(original, language)
  const { officeOf } = useJurisdictions()
  return (
    <article className="lq-guide">
      <header>
        <p className="lq-guide-over">
          <SideTag jurisdiction={item.jurisdiction} />
          <span>{term(item.kind, language)}</span>
          <span>{t(item.projectType === '即办件' ? 'onTheSpot' : 'promised')}</span>
          {item.status === '示例' && <span className="lq-tag lq-example">{t('example')}</span>}
        </p>
        <h1>{named(item, language)}</h1>
        <p className="lq-guide-who">
          {t('department', { name: officeOf(item.jurisdiction, item.department) })}
          {'\u00a0· '}
          {t('version', { version: item.version, from: formatDate(item.effectiveFrom, language) })}
        </p>
        {language === 'en' && <p className="lq-soft">{t('chineseCounts')}</p>}
        {links && <p className="lq-guide-links">{links}</p>}
      </header>
      {ask}
      <GuideFacts item={item} />
      <DocumentList item={item} />
      <div className="lq-guide-columns">
        <Block title={t('conditions')}>
          <p className="lq-soft">{t('objectsAre', { who: terms(item.objects, language) })}</p>
          <ul className="lq-dots">
            {item.conditions.map(condition => (
              <li key={condition.key}>{condition.text}</li>
            ))}
          </ul>
          {item.refusals.length > 0 && (
            <>
              <h3>{t('refusals')}</h3>
              <ul className="lq-dots">
                {item.refusals.map(text => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </>
          )}
        </Block>
        <Steps item={item} />
        <Results item={item} />
        <Block title={t('places')}>
          <ul className="lq-dots">
            {item.channels.places.map(place => (
              <li key={place.name}>
                <strong>{place.name}</strong> {place.address}
                <Hours text={place.hours} />
              </li>
            ))}
          </ul>
          <p>
            <Icon name="phone" /> {t('consult')} <span className="lq-number">{item.phones.consult}</span> ·{' '}
            {t('complaint')} <span className="lq-number">{item.phones.complaint}</span>
          </p>
        </Block>
        {item.faq.length > 0 && (
          <Block title={t('faq')}>
            {item.faq.map(({ question, answer }) => (
              <details key={question}>
                <summary>{question}</summary>
                <p>{answer}</p>
              </details>
            ))}
          </Block>
        )}
      </div>
      <Block title={t('basis')}>
        <ul className="lq-dots">
          {item.legalBasis.map(({ title, article, text }) => (
            <li key={`${title} ${article}`}>
              {title} {article}
              {text && <blockquote>{text}</blockquote>}
            </li>
          ))}
        </ul>
      </Block>
      <Unconfirmed item={item} />
    </article>
  )
}

function Steps({ item }: { item: ItemVersion }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  return (
    <Block title={t('steps')}>
      <ol className="lq-steps">
        {item.flow.map(step => (
          <li key={step.name}>
            <strong>{step.name}</strong>
            {step.limit && <span className="lq-soft">{limitText(step.limit, language)}</span>}
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
      {item.specialProcedures.length > 0 && (
        <>
          <h3>{t('special')}</h3>
          <ul className="lq-dots">
            {item.specialProcedures.map(({ key, name, text }) => (
              <li key={key}>
                <strong>{name}</strong> {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Block>
  )
}

function Results({ item }: { item: ItemVersion }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  if (item.results.length === 0) return null
  return (
    <Block title={t('results')}>
      {item.results.map(result => (
        <div key={result.code} className="lq-result">
          <p>
            <strong>{named(result, language)}</strong>{' '}
            <span className="lq-soft">
              {terms(result.carriers, language)} · {terms(result.delivery, language)}
            </span>
          </p>
          {result.validity && <p className="lq-soft">{result.validity}</p>}
          {result.sample && (
            <figure>
              <figcaption>
                {result.sample.title} <span className="lq-tag lq-example">{t('sample')}</span>
              </figcaption>
              <dl>
                {result.sample.lines.map(({ label, value }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </figure>
          )}
        </div>
      ))}
    </Block>
  )
}

/** What no public source confirms, said openly at the foot of every example. */
function Unconfirmed({ item }: { item: ItemVersion }) {
  const t = useWords(catalogueWords)
  if (item.unconfirmed.length === 0) return null
  return (
    <aside className="lq-unconfirmed">
      <p>
        <Icon name="info" /> {t(item.status === '示例' ? 'exampleText' : 'assumedText')}
      </p>
      <ul className="lq-dots">
        {item.unconfirmed.map(({ path, note }) => (
          <li key={path}>{note}</li>
        ))}
      </ul>
    </aside>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="lq-card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
