/** `npm run scenario -- insurance [--port-base 8300]`: play a scenario against the running demonstration, as an outside client. */
import { parseArgs } from 'node:util'
import { insurance } from './insurance.ts'
import { queue } from './queue.ts'
import { placesAt } from './stage.ts'

const scenarios: Record<string, typeof insurance> = { insurance, queue }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'port-base': { type: 'string', default: '8300' } },
})
const scenario = scenarios[positionals[0] ?? '']
if (!scenario) {
  console.error(`用法 usage: npm run scenario -- ${Object.keys(scenarios).join('|')} [--port-base 8300]`)
  process.exit(2)
}
try {
  await scenario(placesAt(Number(values['port-base'])))
} catch (error) {
  const { message, cause } = error as Error & { cause?: { code?: string } }
  if (cause?.code === 'ECONNREFUSED')
    console.error(
      '演示没有运行，请先运行 npm start。 / The demonstration is not running: run npm start first.',
    )
  else console.error(`\n场景未走完 / the scenario stopped: ${message}`)
  process.exitCode = 1
}
