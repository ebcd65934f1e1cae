import { birthDateOf, maskResidentId, ResidentId, sexOf } from '@lianqiao/model/identifiers/resident-id.ts'

/** What can be said of a resident id while it is typed (GB 11643-1999). */
export type IdCardCheck =
  | { state: 'empty' }
  | { state: 'typing'; count: number }
  | { state: 'shape' }
  | { state: 'wrong' }
  | { state: 'valid'; id: ResidentId; birthDate: string; sex: 'male' | 'female'; masked: string }

/** Check what is typed so far. It complains of a wrong sign at once, of the check character only when all are there. */
export function checkIdCard(typed: string): IdCardCheck {
  const id = cleanIdCard(typed)
  if (id === '') return { state: 'empty' }
  if (!/^\d{0,17}$|^\d{17}[\dX]$/.test(id)) return { state: 'shape' }
  if (id.length < 18) return { state: 'typing', count: id.length }
  const parsed = ResidentId.safeParse(id)
  if (!parsed.success) return { state: 'wrong' }
  const { data } = parsed
  return {
    state: 'valid',
    id: data,
    birthDate: birthDateOf(data),
    sex: sexOf(data),
    masked: maskResidentId(data),
  }
}

/** As the standard writes it: no spaces, a capital X, half-width digits also where a Chinese keyboard gave full ones. */
export function cleanIdCard(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}
