import { defineWords } from '../../lib/i18n.ts'

/** Words of where one is signed in. */
export const sessionWords = defineWords('sessions', {
  zh: {
    title: '登录情况',
    lead: '您的账号目前在以下位置登录。不是您本人登录的，请立即全部退出，并联系本单位安全管理员。',
    here: '本机',
    elsewhere: '其他位置',
    begun: '{{time}} 登录，最近使用 {{seen}}，最迟 {{end}} 失效',
    endOthers: '其他位置全部退出',
    onlyHere: '没有在其他位置登录。',
    ended: '已退出 {{count}} 处登录。',
    endOf: '强制下线',
    endOfLead: '人员离岗、设备丢失时，结束其账号的全部登录。您本机的登录不受影响。',
    account: '账号',
    accountHint: '与审计记录中的写法一致，如 320111:fang-min',
    endAccount: '结束此账号的登录',
    endAll: '结束所有人的登录',
    endAllText: '所有窗口和居民都要重新登录，正在填写的内容会保留在各自的页面。',
  },
  en: {
    title: 'Where I am signed in',
    lead: 'Your account is signed in at these places. If one of them is not yours, end them all at once and tell your security administrator.',
    here: 'This machine',
    elsewhere: 'Another place',
    begun: 'Signed in {{time}}, last used {{seen}}, ends {{end}} at the latest',
    endOthers: 'Sign out everywhere else',
    onlyHere: 'You are signed in nowhere else.',
    ended: { one: '{{count}} sign-in was ended.', other: '{{count}} sign-ins were ended.' },
    endOf: 'End the sign-ins of others',
    endOfLead:
      'When somebody leaves or a device is lost, end every sign-in of the account. Yours here goes on.',
    account: 'Account',
    accountHint: 'As the audit trail spells it, such as 320111:fang-min',
    endAccount: 'End the sign-ins of this account',
    endAll: 'End everybody’s sign-ins',
    endAllText: 'All windows and residents have to sign in again; what they are typing stays on their pages.',
  },
})
