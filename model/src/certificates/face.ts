import { z } from 'zod'
import { CertificateType } from '../identifiers/certificate-id.ts'
import { birthDateOf, type ResidentId, sexOf } from '../identifiers/resident-id.ts'
import { TrackingCode } from '../identifiers/tracking-code.ts'
import { FaceLine } from '../notices/facts.ts'
import { chineseDate } from '../notices/until.ts'
import { Digest } from '../records/action.ts'

/** All that a certificate says, personal data among it: kept sealed. */
export const CertificateContent = z.strictObject({
  type: z.strictObject({ code: CertificateType, name: z.string(), nameEn: z.string() }),
  holder: z.strictObject({
    name: z.string(),
    idNumber: z.string(),
    address: z.string().optional(),
    photo: Digest.optional(),
  }),
  lines: z.array(FaceLine).min(1),
  remarks: z.array(z.string()),
  issuer: z.string(),
  issuedOn: z.iso.date(),
  /** Last day on which it is good; absent where it has no end. */
  validUntil: z.iso.date().optional(),
  verification: TrackingCode,
})
export type CertificateContent = z.infer<typeof CertificateContent>

/** What the case gives for a certificate. Places are full addresses in words, empty where unknown. */
export interface Granted {
  applicant: { name: string; idNumber: string }
  item: string
  decision: string
  household: string
  residence: string
  ethnicity?: string | undefined
}

/** The part of the content that depends on the type of certificate. */
export type Face = Pick<CertificateContent, 'lines' | 'remarks' | 'validUntil'> & { address?: string }

/** The face of a certificate by the key of its type in `national/certificate-types.csv`. */
export function faceOf(key: string, granted: Granted, issuedOn: string): Face {
  return key === 'residence-permit' ? residencePermit(granted, issuedOn) : plain(granted)
}

const sexes = { male: '男', female: '女' } as const

/**
 * 居住证 (居住证暂行条例): article 4 says what stands on it, article 10 that it is endorsed every year and that its use is
 * suspended where it was not. What is unknown is left out rather than guessed.
 */
function residencePermit(granted: Granted, issuedOn: string): Face {
  const { name, idNumber } = granted.applicant
  const id = idNumber as ResidentId
  return {
    lines: filled([
      ['姓名', name],
      ['性别', sexes[sexOf(id)]],
      ['民族', granted.ethnicity],
      ['出生日期', chineseDate(birthDateOf(id))],
      ['公民身份号码', idNumber],
      ['常住户口所在地住址', granted.household],
      ['居住地住址', granted.residence],
    ]),
    remarks: [
      '居住证每年签注1次。连续居住的，应当在居住每满1年之日前1个月内办理签注；逾期未办理的，使用功能中止，补办签注后恢复（居住证暂行条例第十条）。',
    ],
    validUntil: dayBefore(yearAfter(issuedOn)),
    address: granted.residence,
  }
}

function plain({ applicant, item, decision }: Granted): Face {
  return {
    lines: filled([
      ['持证人', applicant.name],
      ['证件号码', applicant.idNumber],
      ['事项', item],
      ['决定文号', decision],
    ]),
    remarks: [],
  }
}

function filled(rows: readonly (readonly [label: string, value: string | undefined])[]): FaceLine[] {
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

/** The same day of the next year; of a 29 February, 1 March, so that a year is never cut short. */
function yearAfter(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year + 1, month - 1, day))
}

function dayBefore(date: Date): string {
  return new Date(date.getTime() - 86_400_000).toISOString().slice(0, 10)
}
