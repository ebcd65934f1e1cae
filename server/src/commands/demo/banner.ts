import type { DemoAccount, DemoPeople } from '@lianqiao/model/catalogue/people.ts'
import { roles } from '@lianqiao/model/people/roles.ts'
import { homePath } from './home.ts'
import type { DemoNode } from './nodes.ts'
import { demoPassword } from './provider.ts'

/** Chinese characters fill two columns of a terminal. */
const width = (text: string) => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0)
const pad = (text: string, columns: number) => text + ' '.repeat(Math.max(1, columns - width(text)))

/** Say where everything is and who can sign in; last of all the line `ready`, which programs wait for. */
export function showBanner(
  provider: string,
  nodes: readonly DemoNode[],
  people: readonly DemoPeople[],
): void {
  const lines = [
    '',
    '联桥 Lianqiao · 演示环境，非官方政务服务 a demonstration, not an official service',
    '',
    ...nodes.map(
      ({ profile, config }) =>
        `  ${pad(config.publicUrl, 26)}${pad(profile.name, 18)}${profile.code}  ${profile.nameEn}`,
    ),
    `  ${pad(provider, 26)}${pad('身份认证', 18)}        identity provider`,
    '',
    `账号 accounts（均为虚构 all invented; 密码 password: ${demoPassword}; 动态口令见登录页 one-time codes on the sign-in page）`,
    ...people.flatMap(({ jurisdiction, accounts }) => [
      '',
      `  ${nodes.find(({ profile }) => profile.code === jurisdiction)?.profile.shortName ?? jurisdiction}`,
      ...accounts.map(line),
    ]),
    '',
    `数据 data: ${homePath()}`,
    '停止 stop: Ctrl-C      重新开始 begin anew: npm start -- --fresh',
    '',
    'ready',
    '',
  ]
  process.stdout.write(lines.join('\n'))
}

function line({ username, name, roles: held, station }: DemoAccount): string {
  const zh = held.map(role => roles[role].zh).join('、')
  const en = held.map(role => roles[role].en).join(', ')
  return `    ${pad(username, 18)}${pad(name, 20)}${pad(zh, 24)}${en}${station ? ` (${station})` : ''}`
}
