import { Link, useParams } from '@tanstack/react-router'
import { AgreementDesk } from '../../features/agreements/AgreementDesk.tsx'
import { agreementWords } from '../../features/agreements/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { useSession } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { may, Needs } from '../entrance/Needs.tsx'

/** One agreement; the security administrator signs here. */
export function AgreementPage() {
  const t = useWords(agreementWords)
  const { node, who } = useSession()
  const { hash = '' } = useParams({ strict: false }) as { hash?: string }
  return (
    <Needs permission="agreements.read">
      <Link to="/admin/agreements" className="lq-back">
        <Icon name="arrow" /> {t('back')}
      </Link>
      <AgreementDesk key={hash} hash={hash} own={node.code} maySign={may(who, 'agreements.sign')} />
    </Needs>
  )
}
