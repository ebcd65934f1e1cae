import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { z } from 'zod'

/** How one node is set up. `serve` reads it from the environment; `demo` makes it. */
export const Config = z.object({
  jurisdiction: JurisdictionCode,
  host: z.string().default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65535),
  /** Where browsers and partners reach the node, without a slash at the end. */
  publicUrl: z.url(),
  databaseUrl: z.string().startsWith('postgres'),
  /** Folder of the node's keys (600) and of nothing else. */
  keysFolder: z.string(),
  /** Signed directory of nodes. */
  directoryFile: z.string(),
  /** Public keys of the authority that may sign the directory, pinned here by the operator. */
  trustFile: z.string(),
  oidc: z.object({ issuer: z.url(), clientId: z.string(), clientSecret: z.string() }),
  /** Built browser files; left out where something else serves them. */
  webFolder: z.string().optional(),
  /** The page says that it is a demonstration and not an official service. */
  demonstration: z.boolean().default(false),
  /** Requests that one address may make; a hall's windows share one, and so does everybody behind a reverse proxy. */
  requestsPerMinute: z.coerce.number().int().min(1).default(3000),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})
export type Config = z.infer<typeof Config>

/** Read the configuration from LIANQIAO_* variables (and DATABASE_URL); says which one is wrong. */
export function configFromEnvironment(env: Record<string, string | undefined>): Config {
  const parsed = Config.safeParse({
    jurisdiction: env.LIANQIAO_JURISDICTION,
    host: env.LIANQIAO_HOST,
    port: env.LIANQIAO_PORT ?? 8320,
    publicUrl: env.LIANQIAO_PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    keysFolder: env.LIANQIAO_KEYS,
    directoryFile: env.LIANQIAO_DIRECTORY,
    trustFile: env.LIANQIAO_TRUST,
    oidc: {
      issuer: env.LIANQIAO_OIDC_ISSUER,
      clientId: env.LIANQIAO_OIDC_CLIENT_ID,
      clientSecret: env.LIANQIAO_OIDC_CLIENT_SECRET,
    },
    webFolder: env.LIANQIAO_WEB,
    requestsPerMinute: env.LIANQIAO_REQUESTS_PER_MINUTE,
    logLevel: env.LIANQIAO_LOG,
  })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw problem('bad-config', { name: issue?.path.join('.') ?? '?', reason: issue?.message ?? '?' })
}
