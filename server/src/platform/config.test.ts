import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@lianqiao/model/problems/problem.ts'
import { expect, test } from 'vitest'
import { configFromEnvironment, variables } from './config.ts'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => readFile(join(root, file), 'utf8')

/** Read elsewhere: by the commands of backups, and by OpenTelemetry itself. */
const others = ['LIANQIAO_BACKUP_PASSPHRASE', 'OTEL_EXPORTER_OTLP_ENDPOINT']
const known = new Set([...Object.values(variables), ...others])

const environment = {
  DATABASE_URL: 'postgres://localhost/x',
  LIANQIAO_JURISDICTION: '320111',
  LIANQIAO_PUBLIC_URL: 'https://lianqiao.example',
  LIANQIAO_KEYS: '/keys',
  LIANQIAO_DIRECTORY: '/directory',
  LIANQIAO_TRUST: '/trust',
  LIANQIAO_OIDC_ISSUER: 'https://sso.example',
  LIANQIAO_OIDC_CLIENT_ID: 'id',
  LIANQIAO_OIDC_CLIENT_SECRET: 'secret',
}

test('the table of variables in the handbook is complete, and names none that is not read', async () => {
  const table = (await read('docs/operations.md')).matchAll(/^\| `([A-Z_]+)` \|/gm)
  expect(new Set([...table].map(row => row[1]))).toEqual(known)
})

test('so is the example of an environment file', async () => {
  const lines = (await read('deploy/node.env.example')).matchAll(/^#?([A-Z_]+)=/gm)
  expect(new Set([...lines].map(line => line[1]))).toEqual(known)
})

test('defaults are those that the handbook tells', async () => {
  const { host, port, requestsPerMinute, logLevel, metrics } = configFromEnvironment(environment)
  const told = { LIANQIAO_HOST: host, LIANQIAO_PORT: port, LIANQIAO_LOG: logLevel }
  const handbook = await read('docs/operations.md')
  for (const [name, value] of Object.entries({ ...told, LIANQIAO_REQUESTS_PER_MINUTE: requestsPerMinute }))
    expect(handbook).toContain(`| \`${name}\` | \`${value}\` |`)
  expect(metrics).toBeUndefined()
})

test('a wrong or missing variable is named as the operator knows it', () => {
  const refusal = (change: Record<string, string | undefined>) => {
    try {
      configFromEnvironment({ ...environment, ...change })
    } catch (error) {
      return (error as Problem).params.name
    }
  }
  expect(refusal({ LIANQIAO_OIDC_ISSUER: 'nowhere' })).toBe('LIANQIAO_OIDC_ISSUER')
  expect(refusal({ DATABASE_URL: undefined })).toBe('DATABASE_URL')
  expect(refusal({ LIANQIAO_METRICS_PORT: 'many' })).toBe('LIANQIAO_METRICS_PORT')
})

test('a node does not start with the secrets of the example', async () => {
  const example = Object.fromEntries(
    [...(await read('deploy/node.env.example')).matchAll(/^([A-Z_]+)=(.*)$/gm)].map(line => line.slice(1)),
  )
  const start = (own: Record<string, string>) => configFromEnvironment({ ...example, ...own })
  const own = { DATABASE_URL: 'postgres://lianqiao:own@localhost/x', LIANQIAO_OIDC_CLIENT_SECRET: 'own' }
  expect(start(own).jurisdiction).toBe('320111')
  for (const name of Object.keys(own)) {
    const others = Object.fromEntries(Object.entries(own).filter(([other]) => other !== name))
    expect(() => start(others)).toThrow(expect.objectContaining({ code: 'bad-config' }))
  }
})

test('measures are told on loopback where only a port is given', () => {
  const { metrics } = configFromEnvironment({ ...environment, LIANQIAO_METRICS_PORT: '9320' })
  expect(metrics).toEqual({ host: '127.0.0.1', port: 9320 })
})
