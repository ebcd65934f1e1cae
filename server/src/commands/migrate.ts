import { problem } from '@lianqiao/model/problems/problem.ts'
import { migrate as bringUp } from '../platform/database/migrate.ts'

/** Bring the database named by DATABASE_URL to the newest form; a node does the same when it starts. */
export async function run(): Promise<number> {
  const url = process.env.DATABASE_URL
  if (!url) throw problem('bad-config', { name: 'DATABASE_URL', reason: '未设置 not set' })
  const applied = await bringUp(url)
  console.log(applied.length > 0 ? applied.join('\n') : '已是最新 up to date')
  return 0
}
