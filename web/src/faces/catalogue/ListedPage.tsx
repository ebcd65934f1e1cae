import { readListed } from '@lianqiao/model/api/catalogue.ts'
import { Link, useParams } from '@tanstack/react-router'
import { ListedLoading } from '../../features/catalogue/GuideLoading.tsx'
import { useJurisdictions } from '../../features/catalogue/jurisdictions.ts'
import { SideTag } from '../../features/catalogue/SideTag.tsx'
import { named, terms } from '../../features/catalogue/terms.ts'
import { catalogueWords } from '../../features/catalogue/words.ts'
import { useEndpoint } from '../../lib/endpoint.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import '../../features/catalogue/guide.css'
import '../../features/catalogue/search.css'

/** An item of which only the list is known: says so, and where to ask. */
export function ListedPage() {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const { officeOf } = useJurisdictions()
  const params = useParams({ strict: false }) as { jurisdiction: string; code: string }
  const { data, error, refetch } = useEndpoint(readListed, { params })
  const item = data?.document
  return (
    <div className="lq-page">
      <Link to="/items" className="lq-back">
        <Icon name="arrow" /> {t('backToSearch')}
      </Link>
      {!item && <h1 className="lq-hidden">{t('guideTitle')}</h1>}
      {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
      {!error && !item && <ListedLoading />}
      {item && (
        <article className="lq-guide">
          <header>
            <p className="lq-guide-over">
              <SideTag jurisdiction={params.jurisdiction} />
              {item.status === '示例' && <span className="lq-tag lq-example">{t('example')}</span>}
            </p>
            <h1>{named(item, language)}</h1>
          </header>
          <section className="lq-card">
            <h2>{t('listedTitle')}</h2>
            <p>
              {t('listedText', {
                department: officeOf(params.jurisdiction, item.department),
                name: named(item, language),
              })}
            </p>
            <dl className="lq-listed">
              <dt>{t('objects')}</dt>
              <dd>{terms(item.objects, language)}</dd>
              <dt>{t('modes')}</dt>
              <dd>{terms(item.modes, language)}</dd>
              {item.scene && (
                <>
                  <dt>{t('scene')}</dt>
                  <dd>{item.scene}</dd>
                </>
              )}
              {item.batch && (
                <>
                  <dt>{t('batch')}</dt>
                  <dd>{item.batch}</dd>
                </>
              )}
            </dl>
          </section>
        </article>
      )}
    </div>
  )
}
