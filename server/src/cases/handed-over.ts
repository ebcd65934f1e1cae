import type { FormVersion } from '@lianqiao/model/catalogue/form.ts'
import { titleAt } from '@lianqiao/model/catalogue/form-titles.ts'
import { type FieldError, Problem } from '@lianqiao/model/problems/problem.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { sameJson } from '@lianqiao/model/records/same.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { Connection } from '../platform/database/database.ts'
import { checkForm, commonOf } from './form.ts'
import { planOfCase } from './plan.ts'

/** So many faults are told one by one; more would not fit the reason of a step. */
const told = 10

/** It names a bundle or an item that this side did not have when the case began. */
const nothingPublished =
  '收件之日属地没有公布此件所依据的事项、表单或“一件事”，无法核对申请表；请退件后按现行办事指南重新收件。'

/**
 * 接收前核对: what the partner's window took in while it led is held against the form that this side published, before the
 * lead is taken: that his screens did so is the partner's word. The version is the one in force when the case began, as
 * for a correction.
 * @param state with the personal parts
 * @returns why the case cannot be taken, in words for the window that received it; nothing where it can
 */
export async function faultsHandedOver(
  db: Connection,
  state: RecordState<PermitData>,
): Promise<string | undefined> {
  try {
    const { form } = await planOfCase(db, state)
    const faults = faultsIn(form, state.data)
    return faults.length > 0 ? reasonOf(form, faults) : undefined
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return nothingPublished
    throw error
  }
}

function faultsIn(
  version: FormVersion,
  { form = {}, applicant, delivery }: RecordState<PermitData>['data'],
): FieldError[] {
  try {
    checkForm(version, form)
    const common = commonOf(form)
    const { name, idNumber } = common.applicant
    const fitting: [boolean, FieldError][] = [
      [
        name === applicant?.name.trim() && idNumber === applicant.idNumber,
        {
          pointer: '/form/applicant',
          zh: '与案卷所载申请人不符',
          en: 'Not the applicant whom the case names',
        },
      ],
      [
        sameJson(delivery, { way: common.way, address: common.address }),
        {
          pointer: '/form/delivery',
          zh: '与案卷所载领取方式不符',
          en: 'Not the delivery that the case names',
        },
      ],
    ]
    return fitting.flatMap(([fits, fault]) => (fits ? [] : [fault]))
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad-input') return error.errors
    throw error
  }
}

/** Titles of fields and fixed words: nothing that the person filled in. */
function reasonOf({ schema }: FormVersion, faults: readonly FieldError[]): string {
  const one = ({ pointer, zh }: FieldError) => `${titleAt(schema, pointer.replace(/^\/form/, ''))}：${zh}`
  const more = faults.length > told ? `等 ${faults.length} 处` : ''
  return `申请表与属地公布的表单不符：${faults.slice(0, told).map(one).join('；')}${more}。请更正申请表后重新转送。`
}
