import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveAtCounter } from '../../scripts/scenario/intake.ts'
import { abdulla, wang } from '../../scripts/scenario/residents.ts'
import { caseWhen as caseSeen, cast, type Places, step, type Timeline } from '../../scripts/scenario/stage.ts'
import { serveMetrics } from '../../server/src/platform/metrics-server.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

let nodes: TwoNodes
let places: Places
const lines: string[] = []

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, logTo: { write: line => void lines.push(line) } })
  places = { provider: nodes.provider?.url ?? '', pukou: nodes.pukou.url, hexian: nodes.hexian.url }
})
afterAll(() => nodes.stop())

const told = () => lines.map(line => JSON.parse(line) as Record<string, unknown>)

/** Nobody reads it here. */
const silent = { scene: () => {}, tell: () => {} } as unknown as Timeline

test('one act draws one trace through audit, log and queued work of both nodes', async () => {
  const traceId = randomBytes(16).toString('hex')
  const response = await fetch(`${nodes.pukou.url}/api/matters`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      'x-test-principal': Buffer.from(JSON.stringify(people.pukou.clerk)).toString('base64url'),
    },
    body: JSON.stringify(noCrimeCertificate('340523')),
  })
  expect(response.status).toBe(200)
  const verbsAt = async (node: TwoNodes['pukou']) =>
    (await node.node.db.selectFrom('audit').select('verb').where('trace_id', '=', traceId).execute()).map(
      row => row.verb,
    )
  // Received and offered here; told there, where the lead is asked for in the same breath, which tells it here.
  await until('浦口记下接收', async () => (await verbsAt(nodes.pukou)).includes('record.command'))
  expect(await verbsAt(nodes.hexian)).toEqual(
    expect.arrayContaining(['record.replicate', 'cases.after-offer']),
  )
  const queued = await sql<{ data: { verb: string } }>`
    select data from pgboss.job where name = 'case.continue' and data->>'traceId' = ${traceId}`.execute(
    nodes.hexian.node.db,
  )
  expect(queued.rows.filter(({ data }) => data.verb === 'offer')).toEqual([])
  // A request is written down once it is answered, which is after all that it did: here for 和县's receipt too.
  const logged = await until('the last answer', () => {
    const ours = told().filter(line => line.traceId === traceId && line.msg === 'request')
    const seen = new Set(ours.map(line => `${line.node} ${line.endpoint}`))
    return seen.has('320111 /exchange/messages') && seen.has('340523 /exchange/messages') && seen
  })
  expect(logged).toEqual(
    new Set(['320111 matters.open', '340523 /exchange/messages', '320111 /exchange/messages']),
  )
})

test('scenario (a) leaves nothing personal in any line of the log', async () => {
  const actors = cast(places)
  const clerk = await actors.at('pukou', 'fang-min')
  const counter = { node: places.pukou, window: 'pk-service', clerk }
  const codes: string[] = []
  for (const who of [wang, abdulla]) {
    const { opened } = await receiveAtCounter(counter, who, silent)
    const id = opened.cases[0]?.id ?? ''
    codes.push(opened.trackingCode)
    await step(await actors.at('pukou', 'shen-lei'), id, 'accept')
    await step(await actors.at('pukou', 'jiang-tao'), id, 'grant')
    await caseSeen(clerk, id, '办结', v => v.summary.phase === 'concluded')
    await step(clerk, id, 'deliver', { way: '窗口领取' }, { recipient: who.name })
    // By every way in which a person can be named: in a body, in a path, in the right and in the wrong place.
    for (const text of [who.idNumber, who.phone, who.name, opened.trackingCode])
      await clerk.post('/api/cases/find', { text })
    for (const path of [`/api/track/${opened.trackingCode}`, `/api/cases/${who.idNumber}`, `/${who.phone}`])
      await fetch(`${places.pukou}${path}?name=${encodeURIComponent(who.name)}&id=${who.idNumber}`)
    await fetch(`${places.pukou}/api/track/${opened.trackingCode}/cases/${id}/rating`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ command: crypto.randomUUID(), grade: 5, points: [] }),
    })
    await fetch(`${places.pukou}/api/matters`, {
      method: 'POST',
      body: `{"name": "${who.name}", ${who.idNumber}`,
    })
    await (await actors.at('pukou', who.username)).get('/api/cases')
  }
  expect(told().filter(line => line.msg === 'request').length).toBeGreaterThan(40)
  const all = lines.join('')
  const persons = [wang, abdulla].flatMap(who => [
    ...[who.name, who.idNumber, who.phone, who.address, who.username],
    encodeURIComponent(who.name),
  ])
  // The accounts of staff, too, are people's names.
  for (const personal of [...persons, ...codes, ...codes.map(c => c.replaceAll('-', '')), 'fang-min', '方敏'])
    expect(all).not.toContain(personal)
})

test('a line tells the pattern of a path, never what stood in its place, and the same person by the same pseudonym', () => {
  const requests = told().filter(line => line.msg === 'request')
  expect(requests).toContainEqual(
    expect.objectContaining({ endpoint: 'tracking.read', method: 'GET', status: 200 }),
  )
  expect(requests).toContainEqual(expect.objectContaining({ endpoint: 'none', method: 'any', status: 404 }))
  const byCounter = requests.filter(line => line.endpoint === 'queue.call')
  expect(new Set(byCounter.map(line => line.who))).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{16}$/)]))
})

test('a refusal is told by its code, so that who tries every door is seen', async () => {
  const clerk = Buffer.from(JSON.stringify(people.pukou.clerk)).toString('base64url')
  const ask = (path: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(`${places.pukou}${path}`, body ? { method: 'POST', headers, body } : { headers })
  await ask('/api/cases')
  await ask('/api/exchange/alarms', { 'x-test-principal': clerk })
  await ask('/api/matters', { 'x-test-principal': clerk, 'content-type': 'application/json' }, '{}')
  await ask('/auth/callback?state=x', { accept: 'text/html' })
  for (const [endpoint, status, problem] of [
    ['cases.list', 401, 'sign-in-needed'],
    ['exchange.alarms', 403, 'forbidden'],
    ['matters.open', 422, 'bad-input'],
    ['/auth/callback', 400, 'sign-in-failed'],
  ])
    await until(`the line of ${problem}`, () =>
      told().some(line => line.endpoint === endpoint && line.status === status && line.problem === problem),
    )
})

test('measures are told in Prometheus’ format, on a port of their own', async () => {
  const { node } = nodes.pukou
  const port = await freePort()
  const stop = await serveMetrics(node, [], { host: '127.0.0.1', port })
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  const text = await answer.text()
  await stop()
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/)
  for (const line of [
    /^lianqiao_actions_appended_total\{kind="permit",verb="grant",node="320111"\} 2$/m,
    /^lianqiao_http_request_seconds_count\{node="320111",endpoint="matters.open",method="POST",status="200"\} 3$/m,
    /^lianqiao_messages_handled_total\{peer="340523",type="record.command",verdict="processed",node="320111"\} \d+$/m,
    /^lianqiao_query_seconds_count\{node="320111",direction="out",type="resource.query",outcome="answered"\} \d+$/m,
    /^lianqiao_job_seconds_count\{node="320111",queue="case.continue",outcome="done"\} \d+$/m,
    /^lianqiao_database_connections\{state="waiting",node="320111"\} \d+$/m,
    /^lianqiao_worker_silence_seconds\{node="320111"\} /m,
  ])
    expect(text).toMatch(line)
  // The public port knows nothing of it.
  expect((await fetch(`${nodes.pukou.url}/metrics`)).status).toBe(404)
})
