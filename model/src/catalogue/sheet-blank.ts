import type { JurisdictionCode } from '../identifiers/division.ts'
import type { Column } from './columns.ts'
import type { ItemVersion, Unconfirmed } from './item.ts'

/** The form that fits any item: who applies, and for what (`national/forms/general-application.json`). */
const generalForm = 'general-application'

/**
 * A guide with nothing said yet, for an item that a list names for the first time. Limits are those that the law sets
 * for all permits (行政许可法 32, 42, 44); pledges to partners are short, so that nobody is bound by silence.
 */
export function blankItem(jurisdiction: JurisdictionCode, today: string): ItemVersion {
  return {
    code: '',
    version: 1,
    jurisdiction,
    effectiveFrom: today,
    status: 'confirmed',
    unconfirmed: [],
    name: '',
    nameEn: '',
    alsoKnownAs: [],
    kind: '公共服务',
    objects: ['个人'],
    projectType: '承诺件',
    department: { code: '', name: '' },
    leadDepartment: '',
    powerSource: '法定本级',
    limits: {
      acceptance: { unit: 'working-day', amount: 5 },
      correction: { unit: 'working-day', amount: 15 },
      decision: { promised: { unit: 'working-day', amount: 20 }, statutory: null, extension: null },
      delivery: { unit: 'working-day', amount: 10 },
      transfer: { unit: 'working-hour', amount: 4 },
      asked: { unit: 'working-hour', amount: 8 },
    },
    conditions: [],
    refusals: [],
    flow: [
      { name: '收件', role: 'clerk', text: '核对材料是否齐全，出具收件凭证。' },
      { name: '受理', role: 'acceptor', text: '材料齐全的受理；不齐的一次告知全部补正内容。' },
      { name: '审查', role: 'approver', text: '审查申请是否符合受理条件。' },
      { name: '决定', role: 'approver', text: '作出准予或不予的决定，不予的说明理由。' },
      { name: '送达', role: 'clerk', text: '按申请人选择的方式送达结果。' },
    ],
    specialProcedures: [],
    fee: { kind: 'none' },
    visits: { count: 0 },
    channels: {
      onlineDepth: '不可网办',
      mailIn: false,
      express: false,
      appointment: false,
      selfService: false,
      places: [],
      crossRegion: { modes: [], range: '本区县', partners: [] },
    },
    phones: { consult: '', complaint: '12345' },
    documents: [],
    results: [],
    faq: [],
    legalBasis: [],
    form: generalForm,
    reviewPoints: [],
    differences: [],
  }
}

/** What a new item took from `blankItem` because its row did not say it: marked, so that a person fills it in later. */
export function assumed(filled: ReadonlySet<Column['key']>): Unconfirmed[] {
  const note = '导入时清单未填，取系统默认值，请核对'
  const always = [
    'limits.acceptance',
    'limits.correction',
    'limits.delivery',
    'limits.transfer',
    'limits.asked',
    'flow',
  ]
  const unless = [
    ['powerSource', 'powerSource'],
    ['objects', 'objects'],
    ['charged', 'fee'],
    ['onlineDepth', 'channels.onlineDepth'],
    ['complaint', 'phones.complaint'],
    ['form', 'form'],
  ] as const
  return [...always, ...unless.flatMap(([key, path]) => (filled.has(key) ? [] : [path]))].map(path => ({
    path,
    note,
  }))
}
