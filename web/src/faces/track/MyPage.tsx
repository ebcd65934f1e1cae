import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { OpenSessions } from '../../features/sessions/OpenSessions.tsx'
import { sessionWords } from '../../features/sessions/words.ts'
import { MyCases } from '../../features/tracking/MyCases.tsx'
import { trackWords } from '../../features/tracking/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { Needs } from '../entrance/Needs.tsx'
import '../../features/tracking/track.css'

/** 我的办件, of a signed-in resident. */
export function MyPage() {
  const t = useWords(trackWords)
  const s = useWords(sessionWords)
  const [open, setOpen] = useState(false)
  const navigate = useNavigate()
  return (
    <Needs permission="cases.list">
      <div className="lq-track lq-track--wide lq-my">
        <MyCases
          onTrack={code => void navigate({ to: '/track/$code', params: { code } as never })}
          ways={
            <>
              <Link to="/items" className="lq-button lq-button--large">
                {t('items')}
              </Link>
              <Link to="/track">{t('mineByCode')}</Link>
            </>
          }
        >
          <details className="lq-card" onToggle={event => setOpen(event.currentTarget.open)}>
            <summary>{s('title')}</summary>
            {open && <OpenSessions />}
          </details>
        </MyCases>
      </div>
    </Needs>
  )
}
