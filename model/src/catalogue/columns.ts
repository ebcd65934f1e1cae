import * as cells from './cells.ts'
import type { ItemVersion } from './item.ts'
import { ItemKind, PowerSource } from './item.ts'
import type { RowContext } from './row-context.ts'
import { CrossRegion, CrossRegionMode, OnlineDepth } from './service.ts'
import * as parts from './sheet-parts.ts'

/**
 * One column of an item list (实施清单). `set` puts a cell that is not empty into the guide and throws `CellFault`; `get`
 * says what the guide has now, in the same spelling.
 */
export interface Column {
  key: string
  heading: string
  /** Other headings in use, and the field name of the national data standard. */
  also: readonly string[]
  /** Dotted path into the guide, to name the column of a finding. */
  path: string
  /** A new item needs it. */
  required: boolean
  example: string
  set: (item: ItemVersion, cell: string, context: RowContext) => void
  get: (item: ItemVersion) => string
}

const column = (
  key: string,
  heading: string,
  also: readonly string[],
  path: string,
  example: string,
  set: Column['set'],
  get: Column['get'],
  required = false,
): Column => ({ key, heading, also, path, required, example, set, get })

const required = true
const depths = {
  Ⅰ级: 'Ⅰ级',
  I级: 'Ⅰ级',
  一级: 'Ⅰ级',
  II级: 'Ⅱ级',
  二级: 'Ⅱ级',
  III级: 'Ⅲ级',
  三级: 'Ⅲ级',
  IV级: 'Ⅳ级',
  四级: 'Ⅳ级',
} as const

/** The columns that an import knows, in the order of the template. Headings are those of GB/T 39554.1 lists. */
// biome-ignore format: a table, laid out for the eye
export const columns: readonly Column[] = [
  column('code', '事项编码', ['事项代码', '本地编码'], 'code', 'sample-permit', (i, c) => { i.code = c }, i => i.code),
  column('name', '事项名称', ['实施清单名称', '业务办理项名称', '办理事项名称', 'task_name'], 'name', '临时占道许可', (i, c) => { i.name = c }, i => i.name, required),
  column('nameEn', '英文名称', [], 'nameEn', 'Temporary use of a road', (i, c) => { i.nameEn = c }, i => i.nameEn),
  column('alsoKnownAs', '俗称', ['别名', '通俗名称'], 'alsoKnownAs', '占道经营；摆摊', (i, c) => { i.alsoKnownAs = cells.listOf(c) }, i => cells.joined(i.alsoKnownAs)),
  column('basicCode', '基本编码', ['catalog_code', '基本目录编码'], 'basicCode', '000117008000', (i, c) => { i.basicCode = c as never }, i => i.basicCode ?? ''),
  column('taskCode', '实施编码', ['task_code', '实施清单编码'], 'taskCode', '', (i, c) => { i.taskCode = c as never }, i => i.taskCode ?? ''),
  column('handleItemCode', '业务办理项编码', ['task_handle_item'], 'handleItemCode', '', (i, c) => { i.handleItemCode = c as never }, i => i.handleItemCode ?? ''),
  column('kind', '事项类型', ['权力类型', 'task_type'], 'kind', '行政许可', (i, c) => { i.kind = cells.choice(c, ItemKind.options) }, i => i.kind, required),
  column('department', '实施主体', ['实施部门', '实施主体名称', '实施机构', 'dept_name'], 'department', '', (i, c, x) => { i.department = parts.department(c, x.profile) }, i => i.department.name, required),
  column('leadDepartment', '国家主管部门', ['牵头部门', '行业主管部门'], 'leadDepartment', '住房城乡建设部', (i, c) => { i.leadDepartment = c }, i => i.leadDepartment),
  column('powerSource', '权力来源', ['power_source'], 'powerSource', '法定本级', (i, c) => { i.powerSource = cells.choice(c, PowerSource.options, parts.powerSourceNumbers) }, i => i.powerSource),
  column('entrustedTo', '委托部门', ['entrust_name'], 'entrustedTo', '', (i, c) => { i.entrustedTo = c }, i => i.entrustedTo ?? ''),
  column('objects', '服务对象', ['申请对象', '办理对象'], 'objects', '个人；企业', (i, c) => { i.objects = parts.objects(c) }, i => cells.joined(i.objects)),
  column('projectType', '办件类型', ['project_type'], 'projectType', '承诺件', (i, c) => { i.projectType = cells.choice(c, ['即办件', '承诺件']) }, i => i.projectType, required),
  column('statutory', '法定办结时限', ['法定时限', 'anticipate_day'], 'limits.decision.statutory', '20', parts.setStatutory, i => cells.limitText(i.limits.decision.statutory)),
  column('statutoryUnit', '法定办结时限单位', ['法定时限单位', 'anticipate_type'], 'limits.decision.statutory.unit', '工作日', parts.setStatutory, i => cells.unitText(i.limits.decision.statutory)),
  column('promised', '承诺办结时限', ['承诺时限', 'promise_day'], 'limits.decision.promised', '5', parts.setPromised, i => cells.limitText(i.limits.decision.promised), required),
  column('promisedUnit', '承诺办结时限单位', ['承诺时限单位', 'promise_type'], 'limits.decision.promised.unit', '工作日', parts.setPromised, i => cells.unitText(i.limits.decision.promised)),
  column('conditions', '受理条件', ['申请条件', 'accept_condition'], 'conditions', '申请人为本地登记的市场主体', (i, c) => { i.conditions = parts.conditions(c, i.conditions) }, i => cells.joined(i.conditions.map(x => x.text)), required),
  column('refusals', '不予受理情形', ['不予办理情形'], 'refusals', '', (i, c) => { i.refusals = cells.listOf(c) }, i => cells.joined(i.refusals)),
  column('documents', '申请材料', ['材料名称', '申请材料名称'], 'documents', '申请书；占道位置示意图', (i, c) => { i.documents = parts.documents(c, i.documents) }, i => cells.joined(i.documents.map(parts.documentText))),
  column('results', '结果名称', ['审批结果名称', 'result_name'], 'results', '', (i, c) => { i.results = parts.results(c, i) }, i => cells.joined(i.results.map(x => x.name))),
  column('charged', '是否收费', ['is_fee'], 'fee.kind', '否', parts.setFee, i => cells.yesNoText(i.fee.kind === 'charged')),
  column('feeBasis', '收费依据', ['fee_basis'], 'fee.basis', '', parts.setFee, i => (i.fee.kind === 'charged' ? i.fee.basis : '')),
  column('feeItems', '收费标准', ['收费项目'], 'fee.items', '', parts.setFee, i => parts.feeText(i.fee)),
  column('visits', '到办事现场次数', ['到现场次数', 'limit_scene_num'], 'visits.count', '0', (i, c) => { i.visits = { ...i.visits, count: cells.count(c) } }, i => String(i.visits.count), required),
  column('visitReason', '必须现场办理原因说明', ['必须到现场原因', '到现场原因'], 'visits.reason', '', (i, c) => { i.visits = { ...i.visits, reason: c } }, i => i.visits.reason ?? ''),
  column('onlineDepth', '网办深度', ['网上办理深度', 'online_handle_depth'], 'channels.onlineDepth', 'Ⅳ级', (i, c) => { i.channels.onlineDepth = cells.choice(c, OnlineDepth.options, depths) }, i => i.channels.onlineDepth),
  column('onlineAddress', '网上办理地址', ['在线办理地址'], 'channels.onlineAddress', '', (i, c) => { i.channels.onlineAddress = c }, i => i.channels.onlineAddress ?? ''),
  column('modes', '通办形式', ['办理模式', 'SCOPESHAPE'], 'channels.crossRegion.modes', '全程网办', (i, c) => { i.channels.crossRegion.modes = cells.listOf(c).map(m => cells.choice(m, CrossRegionMode.options)) }, i => cells.joined(i.channels.crossRegion.modes)),
  column('range', '通办范围', ['handle_area', 'SCOPERANGE'], 'channels.crossRegion.range', '本区县', (i, c) => { i.channels.crossRegion.range = cells.choice(c, CrossRegion.shape.range.options) }, i => i.channels.crossRegion.range),
  column('mailIn', '是否支持材料寄递', ['申请材料寄递'], 'channels.mailIn', '是', (i, c) => { i.channels.mailIn = cells.yesNo(c) }, i => cells.yesNoText(i.channels.mailIn)),
  column('express', '是否支持物流快递', ['结果寄递', 'is_express'], 'channels.express', '是', (i, c) => { i.channels.express = cells.yesNo(c) }, i => cells.yesNoText(i.channels.express)),
  column('appointment', '是否支持预约办理', ['is_schedule'], 'channels.appointment', '是', (i, c) => { i.channels.appointment = cells.yesNo(c) }, i => cells.yesNoText(i.channels.appointment)),
  column('selfService', '是否支持自助终端办理', ['is_service_terminals'], 'channels.selfService', '否', (i, c) => { i.channels.selfService = cells.yesNo(c) }, i => cells.yesNoText(i.channels.selfService)),
  column('address', '办理地点', ['transact_addr'], 'channels.places', '政务服务中心综合窗口', parts.setPlace, i => i.channels.places[0]?.address ?? ''),
  column('hours', '办理时间', ['transact_time'], 'channels.places', '工作日 9:00—17:00', parts.setPlace, i => i.channels.places[0]?.hours ?? ''),
  column('consult', '咨询电话', ['咨询方式', 'link_way'], 'phones.consult', '025-00001000', (i, c) => { i.phones.consult = c }, i => i.phones.consult, required),
  column('complaint', '投诉电话', ['监督投诉方式', '监督电话', 'supervise_way'], 'phones.complaint', '12345', (i, c) => { i.phones.complaint = c }, i => i.phones.complaint),
  column('legalBasis', '设定依据', ['法律依据', 'by_law'], 'legalBasis', '城市道路管理条例 第三十一条', (i, c) => { i.legalBasis = parts.legalBasis(c, i.legalBasis) }, i => cells.joined(i.legalBasis.map(parts.basisText)), required),
  column('faq', '常见问题', [], 'faq', '可以延期吗？|到期前五个工作日申请。', (i, c) => { i.faq = parts.faq(c) }, i => cells.joined(i.faq.map(x => `${x.question}|${x.answer}`))),
  column('form', '表单编码', ['申请表'], 'form', '', (i, c) => { i.form = c }, i => i.form),
  column('effectiveFrom', '生效日期', ['计划生效日期', '实施日期', 'plan_effective_date'], 'effectiveFrom', '', (i, c) => { i.effectiveFrom = cells.day(c) }, i => i.effectiveFrom),
]

/** A heading as it is compared: without spaces, marks and brackets with remarks. */
const bare = (heading: string) =>
  heading
    .normalize('NFKC')
    .replace(/\([^)]*\)|[\s*:_]/g, '')
    .toLowerCase()

const byHeading = new Map(
  columns.flatMap(c => [c.heading, ...c.also].map(heading => [bare(heading), c] as const)),
)

/** The column that a heading means. */
export const columnOf = (heading: string): Column | undefined => byHeading.get(bare(heading))

/** The column in which a person mends what a lint finding or a schema says about a path: the nearest above it, else below. */
export function columnAt(path: string): Column | undefined {
  const above = columns.filter(c => path === c.path || path.startsWith(`${c.path}.`))
  const below = columns.filter(c => c.path.startsWith(`${path}.`))
  return above.sort((a, b) => b.path.length - a.path.length)[0] ?? below[0]
}
