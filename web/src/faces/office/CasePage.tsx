import { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { Link, useParams } from '@tanstack/react-router'
import { CaseDesk } from '../../features/cases/page/CaseDesk.tsx'
import { pageWords } from '../../features/cases/page/words.ts'
import { useWords } from '../../lib/i18n.ts'
import { useSession } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { may, Needs } from '../entrance/Needs.tsx'
import { NotFound } from '../entrance/NotFound.tsx'

/** One case, `/office/cases/$id`. */
export function CasePage() {
  const t = useWords(pageWords)
  const { node, who } = useSession()
  const { id: given = '' } = useParams({ strict: false }) as { id?: string }
  const id = RecordId.safeParse(given)
  if (!id.success) return <NotFound />
  return (
    <Needs permission="cases.read">
      <Link to="/office" className="lq-back">
        <Icon name="arrow" /> {t('back')}
      </Link>
      <CaseDesk
        key={id.data}
        id={id.data}
        own={node.code}
        mayExport={may(who, 'records.export')}
        mayFile={may(who, 'certificates.read')}
        linkTo={(other, children) => (
          <Link to="/office/cases/$id" params={{ id: other } as never}>
            {children}
          </Link>
        )}
        guideLink={(jurisdiction, code, children) => (
          <Link to="/items/$jurisdiction/$code" params={{ jurisdiction, code } as never}>
            {children}
          </Link>
        )}
      />
    </Needs>
  )
}
