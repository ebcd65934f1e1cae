import { z } from 'zod'
import { Key } from '../../catalogue/codes.ts'
import { NamedFile } from './bodies.ts'

/** 授权书: what the person signed for a task of another jurisdiction, scanned once and sent with the request. */
export const Authority = z.strictObject({ task: Key, files: z.array(NamedFile).min(1).max(5) })
export type Authority = z.infer<typeof Authority>

/**
 * Tasks that the person is said to have signed for, without the signed paper. Nobody's insurance is ended on somebody
 * else's word: the asked side holds the signature against its own register (个人信息保护法 第十三条; the task's review points).
 */
export function unproven({ tasks, authorities = [] }: Signed): string[] {
  return tasks.filter(task => !authorities.some(authority => authority.task === task))
}

/** The signed paper for one task. */
export function authorityFor({ authorities = [] }: Partial<Signed>, task: string): NamedFile[] | undefined {
  return authorities.find(authority => authority.task === task)?.files
}

interface Signed {
  tasks: readonly string[]
  authorities?: readonly Authority[] | undefined
}
