import { Link } from '@tanstack/react-router'
import { Received } from '../../features/counter/Received.tsx'
import { useSession } from '../../lib/session.ts'
import { Needs } from '../entrance/Needs.tsx'

/** What the window received, hands over and corrects; a number opens the case. */
export function ReceivedPage() {
  const { node } = useSession()
  return (
    <Needs permission="queue.call">
      <Received
        own={node.code}
        linkTo={(id, children) => (
          <Link to="/office/cases/$id" params={{ id } as never}>
            {children}
          </Link>
        )}
        toWindow={children => (
          <Link to="/counter" className="lq-button">
            {children}
          </Link>
        )}
      />
    </Needs>
  )
}
