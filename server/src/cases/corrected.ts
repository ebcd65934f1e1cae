import { problem } from '@lianqiao/model/problems/problem.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { Body } from '@lianqiao/model/records/action.ts'
import { sameJson } from '@lianqiao/model/records/same.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { z } from 'zod'
import type { Connection } from '../platform/database/database.ts'
import type { Asked, Node } from '../platform/node.ts'
import type { Parts } from '../records/index.ts'
import { checkForm, commonOf } from './form.ts'
import { foldCase } from './load.ts'
import { planOfCase } from './plan.ts'

/** A filled-in form: whatever its own schema asks, it is an object. */
const Filled = z.record(z.string(), z.unknown())

/** 补正 as it is written down: its open body, and the form with what follows from it. */
interface Correction {
  body: Body
  parts: Parts
}

/**
 * A form that is handed in anew (补正) is held against the version under which the case began, by the very check of the
 * first one; delivery follows it, and the applicant stays who he is. Throws `bad-input` naming each field.
 */
export async function corrected(
  db: Connection,
  state: RecordState<PermitData>,
  { body, parts: { form } }: Correction,
): Promise<Correction> {
  if (form === undefined) return { body, parts: {} }
  const { form: version } = await planOfCase(db, state)
  const filled = Filled.parse(form)
  checkForm(version, filled)
  const { applicant, way, address } = commonOf(filled)
  if (applicant.idNumber !== state.data.applicant?.idNumber)
    throw problem('bad-input', { count: 1 }, [
      {
        pointer: '/form/applicant/idNumber',
        zh: '补正不能更换申请人；换人申请的，请另行收件',
        en: 'A correction cannot change who applies; for another person receive a new application',
      },
    ])
  return {
    body: { ...body, delivery: { way } },
    parts: { form: filled, ...(address === undefined ? {} : { delivery_address: address }) },
  }
}

/**
 * The leader holds a form that a partner's window took in against the schema once more, and delivery against the form:
 * that the partner's node has done so before it sent it, is the partner's word. Throws `bad-input`.
 */
export async function weighCorrection(
  node: Node,
  db: Connection,
  { state, body, parts }: Asked<PermitData>,
): Promise<void> {
  const opened = await foldCase(node, db, state.id, true)
  const sound = await corrected(db, opened.state, { body, parts })
  if (sameJson({ body, parts }, sound)) return
  throw problem('bad-input', { count: 1 }, [
    {
      pointer: '/delivery',
      zh: '领取方式与更正后的申请表不符',
      en: 'Delivery is not as the corrected form says',
    },
  ])
}
