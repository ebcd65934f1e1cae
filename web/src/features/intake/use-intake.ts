import type { OutputOf } from '@lianqiao/model/api/endpoint.ts'
import { openMatter } from '@lianqiao/model/api/matters.ts'
import { useMemo, useState } from 'react'
import type { FormContent } from '../../forms/SchemaForm.tsx'
import { useAction } from '../../lib/endpoint.ts'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useUploading } from '../../ui/input/uploading.ts'
import type { Matter } from './matter.ts'
import { type Obstacle, obstaclesOf, openingOf } from './opening.ts'
import { allTicked } from './PointChecks.tsx'
import { focusEmpty, goTo, scanNext } from './places.ts'
import { pointsOf, type Undertaking } from './undertaking.ts'

const none: never[] = []

/**
 * 收件: everything that is between the last field and the receipt. The form checks itself; then what else stands in the way
 * is said, each with the way to it; then it is sent, once. What the server finds wrong comes back to its field.
 */
export function useIntake(
  undertaking: Undertaking,
  matter: Matter,
  onChange: (next: (now: Matter) => Matter) => void,
  onReceived: (opened: OutputOf<typeof openMatter>) => void,
  /** While a dialog stands before the page, its keys are the dialog's. */
  covered: boolean,
) {
  const [tried, setTried] = useState(false)
  const uploading = useUploading()
  const obstacles = obstaclesOf(undertaking, matter)
  const { mutate, isPending, error, reset } = useAction(openMatter, { onDone: onReceived })
  const submit = (form: FormContent) => {
    setTried(true)
    reset()
    onChange(now => ({ ...now, form }))
    const [first] = obstaclesOf(undertaking, { ...matter, form })
    if (first) return goTo(first)
    mutate(
      { body: openingOf(undertaking, matter, form) },
      {
        onError: ({ code }) => {
          // The node's clock says what this machine's does not: every answer is to be asked for again.
          if (code === 'preview-expired' || code === 'preview-used') onChange(expireAll)
        },
      },
    )
  }
  const errors = useMemo(
    () =>
      error?.errors.flatMap(({ pointer, detail }) =>
        pointer.startsWith('/form/') ? [{ pointer: pointer.slice(5), detail }] : [],
      ) ?? none,
    [error],
  )
  useHotkeys(
    {
      'ctrl+enter': submitForm,
      'alt+a': () => onChange(now => ({ ...now, points: allTicked(pointsOf(undertaking), now) })),
      'alt+s': scanNext,
      'alt+1': () => document.getElementById('section-1')?.focus(),
      'alt+2': () => document.getElementById('section-2')?.focus(),
      'alt+3': () => document.getElementById('section-3')?.focus(),
      'alt+4': focusEmpty,
    },
    !covered,
  )
  return {
    obstacles,
    /** Whether somebody tried to hand it in: then what is missing is said loudly. */
    tried,
    problem: error,
    errors,
    busy: isPending,
    /** A scan is on its way: handed in now, the matter would go without it. */
    uploading,
    submit,
    /** Before the form checks itself: whether something above it is missing; then the way leads there. */
    stopped: () => {
      if (uploading) return true
      const first = obstacles.find(({ kind }) => kind !== 'points' && kind !== 'form')
      if (!first) return false
      setTried(true)
      goTo(first)
      return true
    },
  }
}

export type Intake = ReturnType<typeof useIntake>
export type { Obstacle }

/** As if the form's own button was pressed. */
export function submitForm(): void {
  document.querySelector<HTMLFormElement>('#section-4 form')?.requestSubmit()
}

function expireAll(matter: Matter): Matter {
  const pulls = Object.entries(matter.pulls).map(([resource, pull]) => [
    resource,
    pull.state === 'found' ? { ...pull, at: 0 } : pull,
  ])
  return { ...matter, pulls: Object.fromEntries(pulls) }
}
