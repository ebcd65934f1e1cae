import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Principal } from '../people/principal.ts'
import { Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

/** Where a browser goes to sign in; `?to=/path` brings it back to a page of this node. */
export const signInPath = '/auth/sign-in'

/** The header in which a browser sends back the session's CSRF token with everything that changes something. */
export const csrfHeader = 'x-csrf-token'

/** What a page must know first: whose node this is, and who is looking at it. */
export const SessionView = z.object({
  node: z.object({
    code: JurisdictionCode,
    name: z.string(),
    shortName: z.string(),
    nameEn: z.string(),
    province: z.object({ code: JurisdictionCode, name: z.string(), shortName: z.string() }),
    /** The page says that it is a demonstration and not an official service. */
    demonstration: z.boolean(),
  }),
  who: Principal.omit({ subject: true })
    .extend({
      /** The window (窗口) the account belongs to, as its sign says. */
      windowName: z.object({ zh: z.string(), en: z.string() }).optional(),
    })
    .nullable(),
  /** To be sent in `csrfHeader`; null where nobody is signed in. */
  csrf: z.string().nullable(),
  signInUrl: z.string(),
})
export type SessionView = z.infer<typeof SessionView>

export const readSession = endpoint({
  name: 'session.read',
  summary: 'Whose node this is, and who is signed in',
  method: 'GET',
  path: '/api/session',
  permission: 'public',
  output: SessionView,
})

/** 退出登录. Without a session it does nothing and answers the same, so that it may be repeated. */
export const endSession = endpoint({
  name: 'session.end',
  summary: 'Sign out here, and say where to sign out at the identity provider',
  method: 'POST',
  path: '/auth/sign-out',
  permission: 'public',
  /** Where the browser goes next: the provider's end of session (OpenID Connect RP-Initiated Logout 1.0), or `/`. */
  output: z.object({ to: z.string() }),
})

/** One place where somebody is signed in. Which machine it is, is not kept. */
export const OpenSession = z.object({
  begunAt: Instant,
  lastSeenAt: Instant,
  /** It ends then at the latest. */
  endsAt: Instant,
  /** The one that asks. */
  here: z.boolean(),
})
export type OpenSession = z.infer<typeof OpenSession>

export const listSessions = endpoint({
  name: 'session.list',
  summary: 'Where else I am signed in',
  method: 'GET',
  path: '/api/sessions',
  permission: 'session',
  /** The newest first. */
  output: z.object({ sessions: z.array(OpenSession) }),
})

/** 其他位置全部退出. The session that asks goes on. */
export const endOtherSessions = endpoint({
  name: 'session.end-others',
  summary: 'Sign me out everywhere else',
  method: 'POST',
  path: '/api/sessions/end-others',
  permission: 'session',
  output: z.object({ ended: z.int() }),
})

/** 强制下线: somebody left, lost a device, or a provider was broken into. The session that asks goes on. */
export const endSessionsOf = endpoint({
  name: 'session.end-of',
  summary: 'End all sessions of an account, or of everybody',
  method: 'POST',
  path: '/api/sessions/end-of',
  permission: 'sessions.end',
  /** `account`: as the audit trail names it, `320111:fang-min`. */
  body: z.strictObject({
    of: z.union([z.literal('everybody'), z.strictObject({ account: z.string().min(1).max(80) })]),
  }),
  output: z.object({ ended: z.int() }),
})
