import { z } from 'zod'

/**
 * Posts (岗位) that staff hold, and the two that nobody holds: the applicant acting for himself and the node itself.
 * Three administrators are different people (三员分立, GB/T 22239-2019).
 */
export const roles = {
  clerk: { zh: '综合窗口', en: 'window clerk' },
  acceptor: { zh: '受理岗', en: 'acceptance officer' },
  approver: { zh: '审批岗', en: 'approver' },
  principal: { zh: '分管领导', en: 'principal' },
  issuer: { zh: '制证岗', en: 'certificate officer' },
  collaborator: { zh: '协办经办岗', en: 'collaboration officer' },
  duty: { zh: '值班岗', en: 'duty officer' },
  handler: { zh: '处置岗', en: 'handler' },
  inspector: { zh: '核查岗', en: 'inspector' },
  sysadmin: { zh: '系统管理员', en: 'system administrator' },
  secadmin: { zh: '安全管理员', en: 'security administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
  resident: { zh: '居民', en: 'resident' },
  applicant: { zh: '申请人', en: 'applicant' },
  system: { zh: '系统', en: 'the system' },
} as const

export type Role = keyof typeof roles
export const Role = z.enum(Object.keys(roles) as [Role, ...Role[]])
