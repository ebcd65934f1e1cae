import { Link } from '@tanstack/react-router'
import { AgreementList } from '../../features/agreements/AgreementList.tsx'
import { Needs } from '../entrance/Needs.tsx'

/** 协议, for everybody who works under them. */
export function AgreementsPage() {
  return (
    <Needs permission="agreements.read">
      <AgreementList
        linkTo={(hash, children) => (
          <Link to="/admin/agreements/$hash" params={{ hash } as never}>
            {children}
          </Link>
        )}
      />
    </Needs>
  )
}
