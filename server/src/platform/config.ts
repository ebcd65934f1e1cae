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
  /** Folder that holds `<code>/` of the own jurisdiction; left out: the data that come with the software. */
  jurisdictionsFolder: z.string().optional(),
  oidc: z.object({ issuer: z.url(), clientId: z.string(), clientSecret: z.string() }),
  /** Built browser files; left out where something else serves them. */
  webFolder: z.string().optional(),
  /** The page says that it is a demonstration and not an official service. */
  demonstration: z.boolean().default(false),
  /** Addresses or networks of reverse proxies, by commas, whose `X-Forwarded-For` is believed; nobody else's is. */
  proxies: z.string().optional(),
  /** Requests that one address may make in a minute; a hall's windows share one. */
  requestsPerMinute: z.coerce.number().int().min(1).default(3000),
  /** Where the measures are told to Prometheus; left out: nowhere. Never where browsers and partners can reach it. */
  metrics: z.object({ host: z.string(), port: z.coerce.number().int().min(0).max(65535) }).optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})
export type Config = z.infer<typeof Config>

/** The environment variable from which each part of the configuration is read; `docs/operations.md` explains them. */
export const variables = {
  jurisdiction: 'LIANQIAO_JURISDICTION',
  host: 'LIANQIAO_HOST',
  port: 'LIANQIAO_PORT',
  publicUrl: 'LIANQIAO_PUBLIC_URL',
  databaseUrl: 'DATABASE_URL',
  keysFolder: 'LIANQIAO_KEYS',
  directoryFile: 'LIANQIAO_DIRECTORY',
  trustFile: 'LIANQIAO_TRUST',
  jurisdictionsFolder: 'LIANQIAO_JURISDICTIONS',
  'oidc.issuer': 'LIANQIAO_OIDC_ISSUER',
  'oidc.clientId': 'LIANQIAO_OIDC_CLIENT_ID',
  'oidc.clientSecret': 'LIANQIAO_OIDC_CLIENT_SECRET',
  webFolder: 'LIANQIAO_WEB',
  proxies: 'LIANQIAO_PROXIES',
  requestsPerMinute: 'LIANQIAO_REQUESTS_PER_MINUTE',
  'metrics.host': 'LIANQIAO_METRICS_HOST',
  'metrics.port': 'LIANQIAO_METRICS_PORT',
  logLevel: 'LIANQIAO_LOG',
} as const

/** What stands for a secret in `deploy/node.env.example`, which everybody can read. */
const placeholder = 'change-me'
const secrets = ['DATABASE_URL', 'LIANQIAO_OIDC_CLIENT_SECRET']

/** Read the configuration from the environment; says which variable is wrong. */
export function configFromEnvironment(env: Record<string, string | undefined>): Config {
  const given = (path: keyof typeof variables) => env[variables[path]] || undefined
  const metricsPort = given('metrics.port')
  const parsed = Config.safeParse({
    jurisdiction: given('jurisdiction'),
    host: given('host'),
    port: given('port') ?? 8320,
    publicUrl: given('publicUrl'),
    databaseUrl: given('databaseUrl'),
    keysFolder: given('keysFolder'),
    directoryFile: given('directoryFile'),
    trustFile: given('trustFile'),
    jurisdictionsFolder: given('jurisdictionsFolder'),
    oidc: {
      issuer: given('oidc.issuer'),
      clientId: given('oidc.clientId'),
      clientSecret: given('oidc.clientSecret'),
    },
    webFolder: given('webFolder'),
    proxies: given('proxies'),
    requestsPerMinute: given('requestsPerMinute'),
    ...(metricsPort ? { metrics: { host: given('metrics.host') ?? '127.0.0.1', port: metricsPort } } : {}),
    logLevel: given('logLevel'),
  })
  for (const name of secrets)
    if (env[name]?.includes(placeholder)) throw problem('bad-config', { name, reason: placeholder })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.') ?? '?'
  const name = (variables as Record<string, string>)[path] ?? path
  throw problem('bad-config', { name, reason: issue?.message ?? '?' })
}
