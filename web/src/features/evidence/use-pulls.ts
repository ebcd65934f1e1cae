import { pullEvidence } from '@lianqiao/model/api/resources.ts'
import { ladderFor, type Rung } from '@lianqiao/model/catalogue/ladder.ts'
import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { Instant } from '@lianqiao/model/records/action.ts'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { nodeTime } from '../../lib/now.ts'
import { asProblem } from '../../lib/problem.ts'
import type { Matter, Person, Pull } from '../intake/matter.ts'
import type { Undertaking } from '../intake/undertaking.ts'
import { fillFrom, isOutdated } from './fill.ts'
import { withDivision } from './place.ts'
import type { Want } from './wants.ts'

/** The text that a person agrees to before his data are looked up (个人信息保护法 14); jurisdictions word it. */
const consentText = 'privacy-notice'

export interface Pulls {
  /** Resources that are being asked now. */
  asking: ReadonlySet<string>
  /** Ask one register, on the person's explicit request. */
  pull: (want: Want, purpose?: string) => Promise<void>
  /** Ask all that were not asked yet, or whose answer is too old by now; side by side. */
  pullAll: (wants: readonly Want[]) => Promise<void>
}

/** Ask registers, keep what they said or why they did not, and fill the form from it. */
export function usePulls(
  undertaking: Undertaking,
  matter: Matter,
  person: Person,
  change: (next: (now: Matter) => Matter) => void,
): Pulls {
  const [asking, setAsking] = useState<ReadonlySet<string>>(new Set())

  const pull = async (want: Want, purpose = want.purpose) => {
    const { resource, provider, item, fields } = want
    if (!purpose || asking.has(resource)) return
    setAsking(now => new Set(now).add(resource))
    /** Take it in, unless it is of no use any more. */
    const take = (answered: (now: Matter) => Matter) =>
      change(now => (isOutdated(undertaking, resource, matter.form, now.form) ? now : answered(now)))
    try {
      const preview = await call(pullEvidence, {
        body: {
          resource,
          provider,
          subject: { name: person.name, idNumber: ResidentId.parse(person.idNumber) },
          purpose,
          item,
          deciding: undertaking.chosen.deciding,
          ...(fields ? { fields } : {}),
          consent: {
            text: consentText,
            given: true,
            by: 'applicant',
            at: Instant.parse(nodeTime().toISOString()),
          },
        },
      })
      const known = { ...preview, fields: await withDivision(preview.fields, person.idNumber.slice(0, 6)) }
      take(now =>
        fillFrom(undertaking, keep(now, resource, { state: 'found', preview, at: Date.now() }), known),
      )
    } catch (error) {
      const { code, document } = asProblem(error)
      take(now => {
        const before = now.pulls[resource]
        const failed = before?.state === 'failed' ? before : { attempts: 0, tried: [] as Rung[] }
        const { attempts, tried } = failed
        return keep(now, resource, {
          state: 'failed',
          problem: code,
          detail: document.detail,
          attempts: attempts + 1,
          tried,
        })
      })
    } finally {
      setAsking(now => new Set([...now].filter(one => one !== resource)))
    }
  }

  const pullAll = async (wants: readonly Want[]) => {
    await Promise.all(
      wants.filter(want => isAskable(want, matter.pulls[want.resource])).map(want => pull(want)),
    )
  }
  return { asking, pull, pullAll }
}

/** Whether asking makes sense: not asked yet, the answer is too old, or what failed may be over in a moment. */
export function isAskable(want: Want, pull: Pull | undefined): boolean {
  if (!want.purpose) return false
  if (pull?.state !== 'failed') return pull === undefined || isOld(pull)
  return ladderFor(want.documents[0] ?? { source: '申请人自备' }, pull).next.includes('retry')
}

/** A preview may be used for half an hour; counted by this machine's clock alone, whatever the node's says. */
export function isOld(pull: Pull, now: number = Date.now()): boolean {
  if (pull.state !== 'found') return false
  const { pulledAt, expiresAt } = pull.preview
  return now - pull.at >= Date.parse(expiresAt) - Date.parse(pulledAt)
}

function keep(matter: Matter, resource: string, pull: Pull): Matter {
  return { ...matter, pulls: { ...matter.pulls, [resource]: pull } }
}
