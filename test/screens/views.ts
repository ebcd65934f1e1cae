import type { Page } from 'playwright-core'
import type { Onlooker, Stage } from './stage.ts'

/** One thing to look at: an address as one person opens it, and what is done there before looking. */
export interface View {
  /** Names the picture. */
  name: string
  who: Onlooker
  path: (stage: Stage) => string
  /** Further steps from the opened page to the view; a page that is in another state than `full` has none. */
  prepare?: (page: Page) => Promise<void>
  /** Asks the node for something of its own, and so can be loading, empty, refused and offline. */
  asks: boolean
}

const furniture = (stage: Stage) => {
  if (!stage.furniture) throw new Error('the stage is empty')
  return stage.furniture
}
const at = (name: string, who: Onlooker, path: string): View => ({ name, who, path: () => path, asks: true })
type Which =
  | ('elsewhere' | 'correcting' | 'reviewing' | 'decidable' | 'permit' | 'enrolment')
  | ('abroad' | 'abroadCorrecting' | 'abroadRefused')
/** A case as somebody opens it; `verb` is what the button says whose dialog is looked at. */
const caseOf = (name: string, who: Onlooker, which: Which, verb?: RegExp): View => ({
  ...(verb ? still(name, who, '') : at(name, who, '')),
  path: stage => `/office/cases/${furniture(stage)[which]}`,
  ...(verb
    ? {
        prepare: async page => {
          await page.locator('.lq-next').getByRole('button', { name: verb }).first().click()
          await page.getByRole('dialog').waitFor()
        },
      }
    : {}),
})
const still = (name: string, who: Onlooker, path: string): View => ({ ...at(name, who, path), asks: false })

/** A list with what lists bring: a change, a new item to look at twice, and rows that cannot be taken. */
const sheet = [
  '事项编码,事项名称,英文名称,事项类型,实施主体,办件类型,法定办结时限,法定办结时限单位,承诺办结时限,承诺办结时限单位,受理条件,到办事现场次数,必须现场办理原因说明,咨询电话,投诉电话,设定依据,是否支持材料寄递,常见问题,窗口备注',
  ',居住证申领,,,,,,,8,自然日,,,,,,,,,请周知',
  'road-use,临时占用城市道路审批（含占道施工、占道经营、临时停车泊位设置）,Temporary use of a road,行政许可,浦口区公安局,承诺件,30,工作日,5,工作日,申请人为本地登记的市场主体,0,,025-00001000,12345,城市道路管理条例 第三十一条,是,可以延期吗？|到期前五个工作日申请。,',
  ',开具无犯罪记录证明,,,,,,,三天,,,,,,,,',
  'fair,大型群众性活动许可,,行政许可,外星局,承诺件,20,工作日,30,工作日,,零次,,"=HYPERLINK(""http://x"")",,,',
  'fair,大型群众性活动许可（变更）,,行政许可,浦口区公安局,承诺件,20,工作日,30,工作日,有安全工作方案,1,,025-00001000,025-00001001,大型群众性活动安全管理条例 第十一条,',
].join('\n')
const imported = (name: string, text: string): View => ({
  ...still(name, 'sysadmin', '/admin/catalogue'),
  prepare: async page => {
    await page.locator('input[type=file]').setInputFiles({
      name: '浦口区实施清单（三月修订）.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    })
    await page.locator('.lq-preview').waitFor()
    await page.getByRole('button', { name: /^(全部|[Aa]ll)/ }).click()
  },
})

/** Views that need nothing but a running node. */
export const barePlaces: View[] = [
  still('home', 'stranger', '/'),
  at('items', 'stranger', '/items'),
  still('track', 'stranger', '/track'),
  still('verify', 'stranger', '/verify'),
  at('my', 'wang-xiaoqiao', '/my'),
  at('office', 'shen-lei', '/office'),
  at('received', 'fang-min', '/received'),
  at('counter', 'fang-min', '/counter'),
  still('catalogue-import', 'sysadmin', '/admin/catalogue'),
  imported('catalogue-preview', sheet),
  imported('catalogue-ready', sheet.split('\n').slice(0, 3).join('\n')),
  at('overview', 'sysadmin', '/admin/overview'),
  at('exchange', 'sysadmin', '/admin/exchange'),
  at('exchange-messages', 'sysadmin', '/admin/exchange?tab=messages'),
  at('exchange-queries', 'auditor', '/admin/exchange?tab=queries'),
  at('exchange-alarms', 'secadmin', '/admin/exchange?tab=alarms'),
  at('agreements', 'secadmin', '/admin/agreements'),
  at('sessions', 'secadmin', '/sessions'),
]

/** Every other: of what lies in the nodes, or of what somebody asks. */
export const furnishedPlaces: View[] = [
  at('items-found', 'stranger', '/items?q=jzz'),
  at('items-none', 'stranger', '/items?q=zzqqxx'),
  at('guide', 'stranger', '/items/340523/residence-permit'),
  {
    ...at('guide-here', 'stranger', '/items/340523/residence-permit'),
    prepare: async page => {
      await page.getByLabel(/我在|I am/).selectOption('station wujiang')
    },
  },
  at('listed', 'stranger', '/listed/320111/degree-notarisation'),
  { ...at('agreement', 'secadmin', ''), path: stage => `/admin/agreements/${furniture(stage).agreement}` },
  at('compare', 'stranger', '/compare/residence-permit/320111/340523'),
  { ...at('track-matter', 'stranger', ''), path: stage => `/track/${furniture(stage).tracking}` },
  {
    ...at('track-correcting', 'stranger', ''),
    path: stage => `/track/${furniture(stage).correctingTracking}`,
  },
  { ...at('track-refused', 'stranger', ''), path: stage => `/track/${furniture(stage).refusedTracking}` },
  {
    ...still('rating', 'stranger', ''),
    path: stage => `/track/${furniture(stage).refusedTracking}`,
    prepare: async page => {
      await page.locator('.lq-grades label').nth(3).click()
      await page.locator('.lq-rating textarea').fill('跑了两趟才说缺一份。')
    },
  },
  { ...at('rated', 'stranger', ''), path: stage => `/track/${furniture(stage).ratedTracking}` },
  at('track-unknown', 'stranger', '/track/7K3M-9QWX-2B4C-6D8E'),
  { ...at('verify-certificate', 'stranger', ''), path: stage => furniture(stage).verification },
  at('verify-unknown', 'stranger', '/verify/AAAA-AAAA-AAAA-AAAA'),
  still('nowhere', 'stranger', '/no/such/page'),
  still('signed-out', 'stranger', '/office'),
  still('forbidden', 'shen-lei', '/admin/catalogue'),
  at('office-all', 'shen-lei', '/office?view=all'),
  at('office-ended', 'shen-lei', '/office?view=ended'),
  { ...at('case-issued', 'shen-lei', ''), path: stage => `/office/cases/${furniture(stage).permit}` },
  { ...at('case-enrolment', 'fang-min', ''), path: stage => `/office/cases/${furniture(stage).enrolment}` },
  { ...at('case-elsewhere', 'shen-lei', ''), path: stage => `/office/cases/${furniture(stage).elsewhere}` },
  { ...at('case-correcting', 'fang-min', ''), path: stage => `/office/cases/${furniture(stage).correcting}` },
  caseOf('case-reviewing', 'jiang-tao', 'reviewing'),
  caseOf('dialog-require-correction', 'shen-lei', 'elsewhere', /^(补正告知|Ask for correction)$/),
  caseOf('dialog-refuse', 'shen-lei', 'elsewhere', /^(不予受理|Refuse to accept)$/),
  caseOf('dialog-accept', 'shen-lei', 'elsewhere', /^(受理|Accept)$/),
  caseOf('dialog-correct', 'fang-min', 'correcting', /^(补正|Correct)$/),
  caseOf('dialog-grant', 'jiang-tao', 'decidable', /^(准予|Grant)$/),
  caseOf('dialog-deny', 'jiang-tao', 'decidable', /^(不予办理|Deny)$/),
  caseOf('dialog-suspend', 'jiang-tao', 'reviewing', /^(特别程序|Special procedure)$/),
  caseOf('dialog-extend', 'qian-feng', 'reviewing', /^(延期|Extend)$/),
  caseOf('dialog-deliver', 'shen-lei', 'permit', /^(送达|Deliver)$/),
  caseOf('case-refused-there', 'fang-min', 'abroadRefused'),
  at('there-requests', 'xie-ling', '/office'),
  at('there-office', 'ding-yong', '/office'),
  caseOf('there-case', 'ding-yong', 'abroad'),
  caseOf('there-request', 'xie-ling', 'enrolment'),
  caseOf('there-dialog-answer', 'xie-ling', 'enrolment', /^(协办答复|Answer)/),
  { ...at('case-refused', 'shen-lei', ''), path: stage => `/office/cases/${furniture(stage).refused}` },
  { ...still('counter-person', 'fang-min', ''), path: stage => furniture(stage).visits.person },
  {
    ...still('counter-asked', 'fang-min', ''),
    path: stage => furniture(stage).visits.person,
    prepare: async page => {
      await page.locator('.lq-search input').fill('jzz')
      await page.locator('.lq-hit').first().waitFor()
      await page.keyboard.press('Enter')
      await page.locator('.lq-verdict, .lq-here').first().waitFor()
    },
  },
  {
    ...still('counter-guides', 'fang-min', ''),
    path: stage => furniture(stage).visits.person,
    prepare: async page => {
      await page.locator('.lq-search input').fill('jzz')
      await page.locator('.lq-hit').first().waitFor()
      await page.keyboard.press('Enter')
      await page.locator('.lq-verdict').first().waitFor()
      await page.keyboard.press('Alt+D')
      await page.locator('.lq-compare').first().waitFor()
    },
  },
  { ...at('counter-begun', 'fang-min', ''), path: stage => furniture(stage).visits.begun },
  {
    ...still('counter-pulled', 'fang-min', ''),
    path: stage => furniture(stage).visits.pulled,
    prepare: async page => {
      await page.locator('.lq-intake').waitFor()
      if (await page.getByText(/本人已阅读并签字同意|Read and agreed to, signed/).count()) return
      await page.locator('.lq-consent-act button:enabled').waitFor()
      await page.keyboard.press('Alt+Y')
      await page.locator('.lq-ask-first input:focus').waitFor()
      await page.keyboard.press('2')
      await page.getByRole('button', { name: /已全部调取|All pulled/ }).waitFor()
    },
  },
  { ...still('counter-received', 'fang-min', ''), path: stage => furniture(stage).visits.received },
]

/** What there is to see when the partner has not been reached for three weeks. */
export const lonelyPlaces: View[] = [
  at('alone-overview', 'sysadmin', '/admin/overview'),
  at('alone-exchange', 'sysadmin', '/admin/exchange'),
  at('alone-messages', 'sysadmin', '/admin/exchange?tab=messages'),
  {
    ...at('alone-message', 'sysadmin', '/admin/exchange?tab=messages&state=dead'),
    prepare: async page => {
      await page
        .getByRole('button', { name: /详情|Details/ })
        .first()
        .click()
      await page.locator('.lq-message-detail').waitFor()
    },
  },
  at('alone-alarms', 'sysadmin', '/admin/exchange?tab=alarms'),
  at('alone-office', 'shen-lei', '/office'),
  at('alone-approver', 'jiang-tao', '/office'),
  caseOf('case-overdue', 'jiang-tao', 'reviewing'),
  caseOf('case-pending', 'fang-min', 'abroad'),
  caseOf('case-undelivered', 'fang-min', 'abroadCorrecting'),
]
