import { z } from 'zod'
import { Bundle } from '../catalogue/bundle.ts'
import { Confirmation, DivisionCode, ItemCode, Key, VersionNumber } from '../catalogue/codes.ts'
import { FormVersion } from '../catalogue/form.ts'
import { ItemVersion } from '../catalogue/item.ts'
import { JurisdictionProfile, Station } from '../catalogue/jurisdiction.ts'
import { ListedItem } from '../catalogue/listed.ts'
import { CrossRegionMode } from '../catalogue/service.ts'
import { DivisionRow } from '../catalogue/tables.ts'
import { CollaborationTask } from '../catalogue/task.ts'
import { Limit } from '../clocks/limits.ts'
import { CertificateType } from '../identifiers/certificate-id.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Digest } from '../records/action.ts'
import { HereReply } from './catalogue-here.ts'
import { endpoint } from './endpoint.ts'

/** What is offered, and what it takes: search, guides, forms, bundles, tasks, divisions and stations; open to everyone. */

/** One item of one jurisdiction in a list of hits. Figures are missing where only a list's row is known. */
export const SearchHit = z.object({
  jurisdiction: JurisdictionCode,
  code: ItemCode,
  /** `guide` can be opened and filed; `listed` is a row of a list. */
  kind: z.enum(['guide', 'listed']),
  name: z.string(),
  nameEn: z.string(),
  department: z.object({ code: Key.optional(), name: z.string() }),
  objects: z.array(z.enum(['个人', '企业'])),
  modes: z.array(CrossRegionMode),
  status: Confirmation,
  projectType: z.enum(['即办件', '承诺件']).optional(),
  promised: Limit.optional(),
  visits: z.int().optional(),
  /** Documents that a person brings, those shared left out. */
  toBring: z.int().optional(),
  free: z.boolean().optional(),
  batch: z.string().optional(),
})
export type SearchHit = z.infer<typeof SearchHit>

const Version = z.coerce.number().pipe(VersionNumber).optional()
/** A document of the catalogue with the version and digest that a record keeps. */
const versioned = <T extends z.ZodType>(document: T) =>
  z.object({
    jurisdiction: JurisdictionCode,
    version: z.int(),
    digest: Digest,
    publishedAt: z.iso.datetime(),
    document,
  })
const inJurisdiction = z.object({ jurisdiction: JurisdictionCode, code: Key })

/** The version in force, or an older one by its number. */
const atVersion = z.object({ version: Version })

export const searchCatalogue = endpoint({
  name: 'catalogue.search',
  summary: '按词语、拼音、首字母或近似写法查找事项；不填 q 则按代码列出',
  method: 'GET',
  path: '/api/catalogue/search',
  permission: 'catalogue.read',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    jurisdiction: JurisdictionCode.optional(),
    department: Key.optional(),
    object: z.enum(['个人', '企业']).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    /** `next` of the page before. */
    after: z.string().max(200).optional(),
  }),
  output: z.object({ hits: z.array(SearchHit), next: z.string().optional() }),
})

export const readItem = endpoint({
  name: 'catalogue.item',
  summary: '办事指南：现行版本，或按版本号取旧版本',
  method: 'GET',
  path: '/api/catalogue/items/:jurisdiction/:code',
  permission: 'catalogue.read',
  params: inJurisdiction,
  query: atVersion,
  output: versioned(ItemVersion).extend({
    /** Published versions, newest first. */
    versions: z.array(
      z.object({ version: z.int(), effectiveFrom: z.iso.date(), publishedAt: z.iso.datetime() }),
    ),
    /** Jurisdictions that have a guide of the same item. */
    alsoIn: z.array(JurisdictionCode),
  }),
})

export const readListed = endpoint({
  name: 'catalogue.listed',
  summary: '目录条目：尚无办事指南的事项',
  method: 'GET',
  path: '/api/catalogue/listed/:jurisdiction/:code',
  permission: 'catalogue.read',
  params: inJurisdiction,
  output: versioned(ListedItem),
})

export const canBeDoneHere = endpoint({
  name: 'catalogue.here',
  summary: '这件事能不能在这儿办：逐个辖区给出结论、理由、要带的材料',
  method: 'GET',
  path: '/api/catalogue/here/:code',
  permission: 'catalogue.read',
  params: z.object({ code: ItemCode }),
  /** A station, one party's windows in it, or a jurisdiction; without either, the node's own. */
  query: z.object({ station: Key.optional(), jurisdiction: JurisdictionCode.optional() }),
  output: HereReply,
})

export const compareGuides = endpoint({
  name: 'catalogue.compare',
  summary: '两地办事指南并排对照，标出差异',
  method: 'GET',
  path: '/api/catalogue/compare/:code',
  permission: 'catalogue.read',
  params: z.object({ code: ItemCode }),
  query: z.object({ mine: JurisdictionCode, theirs: JurisdictionCode }),
  output: z.object({
    mine: ItemVersion,
    theirs: ItemVersion,
    /** Dotted paths (`documents.lease.needed`); a side that lacks the entry leaves its value out. */
    differences: z.array(z.object({ path: z.string(), mine: z.unknown(), theirs: z.unknown() })),
  }),
})

export const readForm = endpoint({
  name: 'catalogue.form',
  summary: '表单：现行版本，或按版本号',
  method: 'GET',
  path: '/api/catalogue/forms/:jurisdiction/:code',
  permission: 'catalogue.read',
  params: inJurisdiction,
  query: atVersion,
  output: versioned(FormVersion),
})

export const listBundles = endpoint({
  name: 'catalogue.bundles',
  summary: '“一件事”清单',
  method: 'GET',
  path: '/api/catalogue/bundles',
  permission: 'catalogue.read',
  query: z.object({ jurisdiction: JurisdictionCode.optional() }),
  output: z.object({ bundles: z.array(versioned(Bundle)) }),
})

export const readBundle = endpoint({
  name: 'catalogue.bundle',
  summary: '“一件事”：现行版本，或按版本号',
  method: 'GET',
  path: '/api/catalogue/bundles/:jurisdiction/:code',
  permission: 'catalogue.read',
  params: inJurisdiction,
  query: atVersion,
  output: versioned(Bundle),
})

export const readTask = endpoint({
  name: 'catalogue.task',
  summary: '协办任务：现行版本，或按版本号',
  method: 'GET',
  path: '/api/catalogue/tasks/:jurisdiction/:code',
  permission: 'catalogue.read',
  params: inJurisdiction,
  query: atVersion,
  output: versioned(CollaborationTask),
})

export const readVersion = endpoint({
  name: 'catalogue.version',
  summary: '按摘要取任一已发布版本，供核对记录所依据的指南',
  method: 'GET',
  path: '/api/catalogue/versions/:digest',
  permission: 'catalogue.read',
  params: z.object({ digest: Digest }),
  output: versioned(z.unknown()).extend({ kind: z.enum(['item', 'listed', 'form', 'bundle', 'task']) }),
})

export const listDivisions = endpoint({
  name: 'catalogue.divisions',
  summary: '区划：某级之下的各级，到社区（村）为止；不填则列出县级',
  method: 'GET',
  path: '/api/catalogue/divisions',
  permission: 'catalogue.read',
  query: z.object({ parent: DivisionCode.optional() }),
  output: z.object({ divisions: z.array(DivisionRow) }),
})

export const listJurisdictions = endpoint({
  name: 'catalogue.jurisdictions',
  summary: '本地和各协议方的辖区资料：部门、站点、热线；本地在先',
  method: 'GET',
  path: '/api/catalogue/jurisdictions',
  permission: 'catalogue.read',
  output: z.object({ own: JurisdictionCode, jurisdictions: z.array(JurisdictionProfile) }),
})

export const listStations = endpoint({
  name: 'catalogue.stations',
  summary: '站点和大厅；联动共治站列出各方窗口',
  method: 'GET',
  path: '/api/catalogue/stations',
  permission: 'catalogue.read',
  output: z.object({
    stations: z.array(
      Station.omit({ windows: true, departments: true }).extend({
        /** Each party's windows and attendance, as its own node lists them. */
        parties: z.array(
          z.object({
            jurisdiction: JurisdictionCode,
            ...Station.pick({ windows: true, departments: true }).shape,
          }),
        ),
      }),
    ),
  }),
})

/** 证照类型, by the names that agreements and cases say instead of the national code. */
export const listCertificateTypes = endpoint({
  name: 'catalogue.certificate-types',
  summary: 'Types of electronic certificate (电子证照类型)',
  method: 'GET',
  path: '/api/catalogue/certificate-types',
  permission: 'catalogue.read',
  output: z.object({
    types: z.array(
      z.object({ code: CertificateType, name: z.string(), nameEn: z.string(), issuer: z.string() }),
    ),
  }),
})
