import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { asProblem } from '../../lib/problem.ts'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import { Forbidden } from './Forbidden.tsx'
import { NotFound } from './NotFound.tsx'
import { SignedOut } from './SignedOut.tsx'

/** A page that could not be drawn: said as the problem it is, with a way to try again. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const problem = asProblem(error)
  if (problem.code === 'sign-in-needed') return <SignedOut />
  if (problem.code === 'forbidden') return <Forbidden />
  if (problem.status === 404) return <NotFound />
  return (
    <div style={{ maxInlineSize: '40rem', margin: '4rem auto', paddingInline: '1rem' }}>
      <h1 className="lq-hidden">{problem.document.title}</h1>
      <ProblemAlert
        problem={problem}
        onRetry={async () => {
          await router.invalidate()
          reset()
        }}
      />
    </div>
  )
}
