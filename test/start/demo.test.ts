import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../server/src/platform/net.ts'
import { type Program, startProgram } from '../support/program.ts'

/** Ports of one demonstration, and of another one beside it, 100 further. */
const room = 142

let home: string
let base: number
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'lianqiao-home-'))
  base = await freePort(room)
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** A command on the data in a folder, and on ports of its own: other demonstrations may run on the same machine. */
const command = (data: string, name: string, ...args: string[]): Program =>
  startProgram([name, '--port-base', String(base), ...args], { LIANQIAO_HOME: data })
const start = (...args: string[]): Program => command(join(home, 'data'), 'demo', ...args)

const health = async (port: number) => (await fetch(`http://127.0.0.1:${port}/api/health`)).json()

test('a first start brings up both nodes and the provider; Ctrl-C ends it cleanly; a second goes on', async () => {
  const first = start()
  await first.says('\nready\n')
  expect(await health(base + 20)).toMatchObject({ status: 'ok', jurisdiction: '320111' })
  expect(await health(base + 40)).toMatchObject({ status: 'ok', jurisdiction: '340523' })
  const discovery = await fetch(`http://127.0.0.1:${base}/.well-known/openid-configuration`)
  expect(await discovery.json()).toMatchObject({ issuer: `http://127.0.0.1:${base}` })
  expect(first.said()).toContain(`http://127.0.0.1:${base + 20}`)

  const beside = startProgram(['demo', '--port-base', String(base + 100)], {
    LIANQIAO_HOME: join(home, 'data'),
  })
  expect(await beside.ended).toBe(1)
  expect(beside.said()).toMatch(/正由另一进程.*\n.*in use by process/)

  first.process.kill('SIGINT')
  expect(await first.ended).toBe(0)

  const second = start()
  await second.says('\nready\n')
  second.process.kill('SIGTERM')
  expect(await second.ended).toBe(0)
}, 600_000)

test('commands find the data of a demonstration that is stopped', async () => {
  const data = join(home, 'data')
  const nothing = command(data, 'export', '320111-320111-20260310-000001-X')
  expect(await nothing.ended).toBe(1)
  expect(nothing.said()).toContain('No such record')
  const again = command(data, 'import', 'jurisdictions/320111')
  expect(await again.ended).toBe(0)
  expect(again.said()).toContain('320111')
  const wrong = join(home, '320111')
  await cp('jurisdictions/320111', wrong, { recursive: true })
  await writeFile(join(wrong, 'divisions.csv'), 'code,name,level,parent\n320111,浦口区,village,320100\n')
  const refused = command(data, 'import', wrong)
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain('/divisions.csv/2/level')
  const key = command(data, 'key', '--node', '320111', '--from', '2099-01-01')
  expect(await key.ended).toBe(0)
  expect(key.said()).toContain('"notBefore": "2098-12-30T16:00:00.000Z"')
  expect(key.said()).not.toContain('"d"')
})

test('after a kill the next start goes on, and --fresh begins anew', async () => {
  const killed = start()
  await killed.says('\nready\n')
  killed.process.kill('SIGKILL')
  await killed.ended

  const next = start('--fresh')
  await next.says('\nready\n')
  next.process.kill('SIGINT')
  expect(await next.ended).toBe(0)
})

test('a taken port ends with one clear sentence', async () => {
  const other = createServer()
  await new Promise<void>(resolve => other.listen(base + 40, '127.0.0.1', resolve))
  const refused = start()
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toBe(
    `端口 ${base + 40} 已被占用，请关闭占用的程序，或用 --port-base 换一组端口。\n` +
      `Port ${base + 40} is in use; stop the program that holds it, or choose others with --port-base.\n`,
  )
  await new Promise(resolve => other.close(resolve))
})

test('a folder that is not ours is left alone, also by --fresh', async () => {
  await writeFile(join(home, 'letter.txt'), 'mine')
  const refused = command(home, 'demo', '--fresh')
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain('未作任何改动')
})

test('a folder that cannot be made ends with one clear sentence', async () => {
  const refused = command('/proc/lianqiao', 'demo')
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toMatch(/^没有权限读写.*\nNo right to.*\n$/)
})

test.each([
  [['dance'], 'There is no command “dance”.'],
  [['demo', '--loud'], '没有“--loud”这个选项'],
  [['demo', '--portbase', '9300'], 'There is no option “--portbase”'],
  [['demo', '--port-base'], 'Option “--port-base <value>” is written wrongly'],
  [['demo', 'twice'], 'It takes 0 word(s), not 1.'],
  [['demo', '--port-base', 'x'], '--port-base takes a number'],
  [['demo', '--replicas', '0'], '--replicas takes a number from 1 to 8'],
])('%j is refused with the usage, exit code 2', async (args, sentence) => {
  const refused = startProgram(args)
  expect(await refused.ended).toBe(2)
  expect(refused.said()).toContain(sentence)
  expect(refused.said()).toContain('用法 usage:')
})
