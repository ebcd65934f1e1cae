import * as cells from './cells.ts'
import type { ItemCondition } from './condition.ts'
import type { ItemDocument } from './document.ts'
import type { ItemVersion, LegalBasis } from './item.ts'
import type { JurisdictionProfile } from './jurisdiction.ts'
import type { ItemResult } from './result.ts'
import type { RowContext } from './row-context.ts'
import type { Fee } from './service.ts'

/** The parts of a guide that are more than one word in a cell. What the guide has already keeps its finer fields. */

/** `power_source` of the data standard is the place in the list. */
export const powerSourceNumbers = {
  1: '法定本级',
  2: '上级下放',
  3: '上级授权',
  4: '同级授权',
  5: '上级委托',
  6: '同级委托',
} as const

/**
 * An organ of this jurisdiction, by code or by name: 城市管理局 is 浦口区城市管理局（综合行政执法局）, by the end of either name
 * it has, as long as no other organ's name ends so.
 */
export function department(cell: string, profile: JurisdictionProfile): ItemVersion['department'] {
  const names = (name: string) => [name, ...name.split(/[（）]/).filter(Boolean)]
  const found =
    profile.departments.find(d => d.code === cell || names(d.name).includes(cell)) ??
    only(
      profile.departments.filter(d => names(d.name).some(name => name.endsWith(cell) || cell.endsWith(name))),
    )
  if (found) return { code: found.code, name: found.name }
  throw new cells.CellFault(
    `本辖区没有部门“${cell}”，请用辖区资料中的名称`,
    `This jurisdiction has no department “${cell}”; use its name in the profile`,
  )
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

/** 自然人 are persons, 法人 are companies. */
export function objects(cell: string): ItemVersion['objects'] {
  const known = { 自然人: '个人', 公民: '个人', 法人: '企业', 企业法人: '企业' } as const
  return [
    ...new Set(cell.split(/[;；、,，/]/).map(part => cells.choice(part.trim(), ['个人', '企业'], known))),
  ]
}

export function setStatutory(item: ItemVersion, _cell: string, { row }: RowContext): void {
  const { statutory = '', statutoryUnit = '' } = row
  const none = statutory === '' || statutory === '无' || statutory === '不限'
  item.limits.decision.statutory = none ? null : cells.limit(statutory, statutoryUnit)
}

export function setPromised(item: ItemVersion, _cell: string, { row }: RowContext): void {
  const { promised = '', promisedUnit = '' } = row
  if (promised) item.limits.decision.promised = cells.limit(promised, promisedUnit)
}

/** 收费: three cells make one thing. Items are written `工本费 20元/证`. */
export function setFee(item: ItemVersion, _cell: string, { row }: RowContext): void {
  const { charged = '', feeBasis = '', feeItems = '' } = row
  if (charged && !cells.yesNo(charged)) {
    item.fee = { kind: 'none' }
    return
  }
  const payOnline = item.fee.kind === 'charged' && item.fee.payOnline
  item.fee = { kind: 'charged', basis: feeBasis, items: cells.listOf(feeItems).map(feeItem), payOnline }
}

function feeItem(text: string): Extract<Fee, { kind: 'charged' }>['items'][number] {
  const [, name, yuan, per] = /^(.+?)\s*(\d+(?:\.\d{1,2})?)\s*元\s*[/每]\s*(.+)$/.exec(text) ?? []
  if (!name || !yuan || !per)
    throw new cells.CellFault('收费标准请写作“工本费 20元/证”', 'Write fees as 工本费 20元/证')
  return { name, amountFen: Math.round(Number(yuan) * 100), per }
}

export const feeText = (fee: Fee): string =>
  fee.kind === 'none' ? '' : cells.joined(fee.items.map(i => `${i.name} ${i.amountFen / 100}元/${i.per}`))

export function conditions(cell: string, known: readonly ItemCondition[]): ItemCondition[] {
  return cells
    .listOf(cell)
    .map((text, i) => known.find(c => c.text === text) ?? { key: `condition-${i + 1}`, text })
}

/** 办理地点 and 办理时间 are those of the first place; the others stay. */
export function setPlace(item: ItemVersion, _cell: string, { row, profile }: RowContext): void {
  const [first, ...others] = item.channels.places
  const { address = '', hours = '' } = row
  item.channels.places = [
    {
      ...(first ?? { name: `${profile.name}办理窗口` }),
      address: address || (first?.address ?? ''),
      hours: hours || (first?.hours ?? ''),
    },
    ...others,
  ]
}

/** `中华人民共和国户口登记条例 第七条`: title, then the article behind a space. */
export function legalBasis(cell: string, known: readonly LegalBasis[]): LegalBasis[] {
  return cells.listOf(cell).map(text => {
    const same = known.find(basis => basisText(basis) === text)
    if (same) return same
    const [, title, article] = /^(.+?)\s+(第.+)$/.exec(text) ?? []
    return title && article ? { title, article } : { title: text }
  })
}

export const basisText = ({ title, article }: LegalBasis): string => (article ? `${title} ${article}` : title)

export function faq(cell: string): ItemVersion['faq'] {
  return cells.listOf(cell).map(entry => {
    const [question, answer] = entry.split(/[|｜]/).map(part => part.trim())
    if (!question || !answer)
      throw new cells.CellFault('常见问题请写作“问题|答复”', 'Write questions as question|answer')
    return { question, answer }
  })
}

const original = { 原件: '原件', 复印件: '复印件', 原件核验: '原件核验' } as const

/** `身份证（原件核验）`: the name, and how it is handed in where that is not the original. */
export function documents(cell: string, known: readonly ItemDocument[]): ItemDocument[] {
  return cells.listOf(cell).map((text, i) => {
    const same = known.find(document => documentText(document) === text || document.name === text)
    if (same) return same
    const [, name, how] = /^(.+?)[（(](原件|复印件|原件核验)[）)]$/.exec(text) ?? []
    return {
      code: `document-${i + 1}`,
      name: name ?? text,
      nameEn: name ?? text,
      formats: ['纸质', '电子'],
      original: how ? original[how as keyof typeof original] : '原件',
      copies: 1,
      needed: '必要',
      source: '申请人自备',
      exempt: false,
      standard: '内容真实完整，字迹清晰，签字或盖章齐全。',
    }
  })
}

export const documentText = (document: ItemDocument): string =>
  document.original === '原件' ? document.name : `${document.name}（${document.original}）`

/** A result that is only named shows a sample with nothing but its name and the item's. */
export function results(cell: string, item: ItemVersion): ItemResult[] {
  return cells.listOf(cell).map(
    (name, i) =>
      item.results.find(result => result.name === name) ?? {
        code: `result-${i + 1}`,
        name,
        nameEn: name,
        kind: '其他',
        carriers: ['纸质'],
        delivery: ['窗口领取'],
        sample: { title: `${name}（样本）`, lines: [{ label: '事项', value: item.name }] },
      },
  )
}
