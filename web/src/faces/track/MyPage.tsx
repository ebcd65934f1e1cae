import { Link, useNavigate } from '@tanstack/react-router'
import { MyCases } from '../../features/tracking/MyCases.tsx'
import { trackWords } from '../../features/tracking/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { Needs } from '../entrance/Needs.tsx'
import '../../features/tracking/track.css'

/** 我的办件, of a signed-in resident. */
export function MyPage() {
  const t = useWords(trackWords)
  const navigate = useNavigate()
  return (
    <Needs permission="cases.list">
      <div className="lq-track lq-track--wide lq-my">
        <MyCases
          onTrack={code => void navigate({ to: '/track/$code', params: { code } as never })}
          items={
            <Link to="/items" className="lq-button lq-button--large">
              {t('items')}
            </Link>
          }
        />
      </div>
    </Needs>
  )
}
