import { useNavigate } from '@tanstack/react-router'
import { ImportDesk } from '../../features/catalogue/import/ImportDesk.tsx'
import { Needs } from '../entrance/Needs.tsx'

/** The system administrator's page for lists of items. */
export function ImportPage() {
  const navigate = useNavigate()
  return (
    <Needs permission="catalogue.import">
      <ImportDesk onSee={() => void navigate({ to: '/items' })} />
    </Needs>
  )
}
