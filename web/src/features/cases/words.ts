import { defineWords } from '../../lib/i18n.ts'

/** Words that lists and pages of cases (办件) share. */
export const caseWords = defineWords('case', {
  zh: {
    leads: '主办',
    to: '转往',
    offered: '待接收',
    requestsOpen: '协办 {{count}} 项待答复',
    'mode.online': '全程网办',
    'mode.received-elsewhere': '异地代收代办',
    'mode.joint': '多地联办',
    'mode.here': '本地办理',
    hidden: '（不显示个人信息）',
    bySystem: '系统自动',
    byApplicant: '申请人',
  },
  en: {
    leads: 'leads',
    to: 'passed to',
    offered: 'to be taken over',
    requestsOpen: { one: '{{count}} request open', other: '{{count}} requests open' },
    'mode.online': 'wholly online',
    'mode.received-elsewhere': 'received elsewhere',
    'mode.joint': 'jointly',
    'mode.here': 'here',
    hidden: '(personal data not shown)',
    bySystem: 'The system',
    byApplicant: 'The applicant',
  },
})
