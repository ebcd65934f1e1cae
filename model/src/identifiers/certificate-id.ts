import { z } from 'zod'
import { mod37, verifyMod37 } from './mod37.ts'
import { Uscc } from './uscc.ts'

/** The object identifier under which the national licence identifiers stand. */
const root = '1.2.156.3005.2'

/** Certificate type (证照类型代码), 21 characters: the leading ministry's USCC and a three-digit serial. */
export const CertificateType = z
  .string()
  .regex(/^[0-9A-Z]{18}\d{3}$/, '证照类型代码为 21 位 / a certificate type has 21 characters')
  .refine(
    type => Uscc.safeParse(type.slice(0, 18)).success,
    '证照类型代码前 18 位应为定义部门的统一社会信用代码 / the first 18 characters are a USCC',
  )
  .brand('CertificateType')
export type CertificateType = z.infer<typeof CertificateType>

/**
 * Identifier of an electronic licence (电子证照标识, GB/T 36904-2018 in the family GB/T 36901–36906):
 * `1.2.156.3005.2.{type 21}.{issuer 18}.{serial}.{version 3}.{check}`; check = MOD 37,36 over type, issuer, serial and
 * version, the dots and the root left out.
 */
export const CertificateId = z
  .string()
  .regex(
    /^1\.2\.156\.3005\.2\.[0-9A-Z]{18}\d{3}\.[0-9A-Z]{18}\.[0-9A-Z]{1,64}\.\d{3}\.[0-9A-Z]$/,
    '电子证照标识格式不符 / not an electronic licence identifier',
  )
  .refine(
    id => verifyMod37(id.slice(root.length + 1).replaceAll('.', '')),
    '电子证照标识校验位不符 / the check character does not match',
  )
  .brand('CertificateId')
export type CertificateId = z.infer<typeof CertificateId>

const Parts = z.object({
  type: CertificateType,
  /** 颁发机构: the issuing office. */
  issuer: Uscc,
  /** 流水号: unique at the issuer for the type. */
  serial: z.string().regex(/^[0-9A-Z]{1,64}$/),
  /** 1 for the first issue, one more for each replacement. */
  version: z.int().min(1).max(999),
})
type Parts = z.infer<typeof Parts>

/** Throws `ZodError` where a part has the wrong form. */
export function makeCertificateId(parts: Parts): CertificateId {
  const { type, issuer, serial, version } = Parts.parse(parts)
  const body = [type, issuer, serial, String(version).padStart(3, '0')]
  return CertificateId.parse([root, ...body, mod37(body.join(''))].join('.'))
}

/** Throws `ZodError` where the text is no identifier. */
export function parseCertificateId(text: string): Parts {
  const [type, issuer, serial, version] = CertificateId.parse(text)
    .slice(root.length + 1)
    .split('.')
  return Parts.parse({ type, issuer, serial, version: Number(version) })
}
