import type { SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { documentsHere } from '@lianqiao/model/catalogue/here-documents.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { ListedItem } from '@lianqiao/model/catalogue/listed.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { SearchRow } from './store/search-rows.ts'
import { initialsOf, pinyinOf, plain, wordsOf } from './words.ts'

/** A guide as it is found. Documents to bring are counted as if no agreement were there: a promise that always holds. */
export function guideRow(item: ItemVersion): SearchRow {
  const hit: SearchHit = {
    jurisdiction: item.jurisdiction,
    code: item.code,
    kind: 'guide',
    name: item.name,
    nameEn: item.nameEn,
    department: item.department,
    objects: item.objects,
    modes: item.channels.crossRegion.modes,
    status: item.status,
    projectType: item.projectType,
    promised: item.limits.decision.promised,
    visits: item.visits.count,
    toBring: documentsHere(item, []).bring.filter(document => document.needed === '必要').length,
    free: item.fee.kind === 'none',
  }
  const rest = [
    item.department.name,
    item.leadDepartment,
    ...item.documents.map(document => document.name),
    ...item.results.map(result => result.name),
    ...item.conditions.map(condition => condition.text),
    ...item.faq.map(({ question }) => question),
  ]
  return searchRow(hit, item.alsoKnownAs, rest)
}

/** A row of a list as it is found. */
export function listedRow(jurisdiction: JurisdictionCode, item: ListedItem): SearchRow {
  const { code, name, nameEn, department, objects, modes, status, projectType, batch } = item
  const hit: SearchHit = {
    ...{ jurisdiction, code, kind: 'listed', name, nameEn, department, objects, modes, status },
    ...(projectType ? { projectType } : {}),
    ...(batch ? { batch } : {}),
  }
  return searchRow(hit, [], [department.name, item.scene ?? ''])
}

function searchRow(hit: SearchHit, otherNames: string[], rest: string[]): SearchRow {
  const names = [hit.name, ...otherNames]
  return {
    hit,
    name: plain(hit.name),
    words: {
      A: wordsOf(hit.name),
      B: otherNames.flatMap(wordsOf),
      C: [...new Set(rest.flatMap(wordsOf))],
    },
    english: hit.nameEn,
    pinyin: names.map(pinyinOf),
    initials: names.map(initialsOf),
  }
}
