import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { BridgeDrawing } from '../../features/home/BridgeDrawing.tsx'
import { HereSearch } from '../../features/home/HereSearch.tsx'
import { TrackByCode } from '../../features/home/TrackByCode.tsx'
import { homeWords } from '../../features/home/words.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { signIn, useSession } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageTitle } from '../../ui/PageTitle.tsx'
import { may } from '../entrance/Needs.tsx'
import type { FaceLink } from '../face.ts'
import '../../features/home/home.css'

/** The portal's first page. A door is drawn only where there is a room behind it. */
export function Home() {
  const t = useWords(homeWords)
  const language = useLanguage()
  const navigate = useNavigate()
  const { who, signInUrl } = useSession()
  const { links }: { links: readonly FaceLink[] } = root.useRouteContext()
  const pages = useRouter().routesByPath as Record<string, unknown>
  return (
    <>
      <PageTitle>{t('motto')}</PageTitle>
      <section className="lq-hero lq-deep">
        <BridgeDrawing />
        <h1>{t('motto')}</h1>
        <p>{t('lead')}</p>
        {'/items' in pages && (
          <HereSearch onAsk={q => void navigate({ to: '/items', search: { q } as never })} />
        )}
      </section>
      <div className="lq-doors">
        {'/track/$code' in pages && (
          <section className="lq-card">
            <h2>{t('track')}</h2>
            <p>{t('trackText')}</p>
            <TrackByCode onTrack={code => void navigate({ to: '/track/$code', params: { code } as never })} />
          </section>
        )}
        {'/verify' in pages && (
          <section className="lq-card">
            <h2>{t('verify')}</h2>
            <p>{t('verifyText')}</p>
            <Link to="/verify" className="lq-button lq-button--large lq-door-foot">
              <Icon name="check" /> {t('verifyGo')}
            </Link>
          </section>
        )}
        {!who && (
          <section className="lq-card">
            <h2>{t('mine')}</h2>
            <p>{t('mineText')}</p>
            <button
              type="button"
              className="lq-button lq-button--large lq-door-foot"
              onClick={() => signIn(signInUrl, '/my' in pages ? '/my' : '/')}
            >
              <Icon name="person" /> {t('signIn')}
            </button>
          </section>
        )}
        {who?.kind === 'staff' && (
          <section className="lq-card">
            <h2>{t('work')}</h2>
            <p>{t('workText')}</p>
            {links
              .filter(link => may(who, link.permission))
              .map(({ to, icon, title }) => (
                <Link key={to} to={to} className="lq-button lq-button--large">
                  {icon} {title[language]}
                </Link>
              ))}
          </section>
        )}
        {who?.kind === 'resident' && '/my' in pages && (
          <section className="lq-card">
            <h2>{t('mine')}</h2>
            <p>{t('mineText')}</p>
            <Link to="/my" className="lq-button lq-button--large lq-door-foot">
              {t('mineGo')}
            </Link>
          </section>
        )}
      </div>
      <ul className="lq-promises">
        {(['first', 'second', 'third'] as const).map(key => (
          <li key={key}>
            <h2>{t(key)}</h2>
            <p>{t(`${key}Text`)}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

// By name and not by import: the root loads this page when it is needed.
const root = getRouteApi('__root__')
