import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ItemVersion } from './item.ts'
import { lintItem, lintRules } from './lint.ts'

const file = new URL('../../../jurisdictions/320111/items/sole-trader-change.json', import.meta.url)
const sound = () => ItemVersion.parse(JSON.parse(readFileSync(file, 'utf8')))

const first = <T>(list: T[]): T => {
  const [entry] = list
  if (entry === undefined) throw new Error('the example guide has no such entry')
  return entry
}

/** One way to break each rule, and the path at which it is found. */
const broken: Record<string, [path: string, spoil: (item: ItemVersion) => void]> = {
  'guide-promise-over-law': [
    'limits.decision.promised',
    item => {
      item.limits.decision.promised = { unit: 'working-day', amount: 4 }
    },
  ],
  'guide-limit-units': [
    'limits.decision.promised.unit',
    item => {
      item.limits.decision.promised = { unit: 'calendar-day', amount: 3 }
    },
  ],
  'guide-on-the-spot': [
    'projectType',
    item => {
      item.projectType = '承诺件'
    },
  ],
  'guide-acceptance-limit': [
    'limits.acceptance',
    item => {
      item.limits.acceptance = { unit: 'working-day', amount: 6 }
    },
  ],
  'guide-permit-decision-limit': [
    'limits.decision.statutory',
    item => {
      item.limits.decision.statutory = { unit: 'working-day', amount: 45 }
    },
  ],
  'guide-delivery-limit': [
    'limits.delivery',
    item => {
      item.limits.delivery = { unit: 'working-day', amount: 11 }
    },
  ],
  'guide-transfer-pledge': [
    'limits.transfer',
    item => {
      item.limits.transfer = { unit: 'working-day', amount: 1 }
    },
  ],
  'guide-exempt-without-source': [
    'documents.0.certificateType',
    item => {
      first(item.documents).exempt = true
    },
  ],
  'guide-held-but-asked': [
    'documents.1.exempt',
    item => {
      first(item.documents.slice(1)).exempt = false
    },
  ],
  'guide-document-standard': [
    'documents.0.standard',
    item => {
      first(item.documents).standard = ' '
    },
  ],
  'guide-document-open-ended': [
    'documents.0.name',
    item => {
      first(item.documents).name = '登记机关要求的其他材料'
    },
  ],
  'guide-document-twice': [
    'documents.1.code',
    item => {
      first(item.documents.slice(1)).code = first(item.documents).code
    },
  ],
  'guide-document-condition': [
    'documents.0.neededWhen',
    item => {
      first(item.documents).needed = '非必要'
    },
  ],
  'guide-review-point-document': [
    'reviewPoints.0.document',
    item => {
      first(item.reviewPoints).document = 'nowhere'
    },
  ],
  'guide-document-unreviewed': [
    'documents.0.code',
    item => {
      for (const point of item.reviewPoints) delete point.document
    },
  ],
  'guide-visit-reason': [
    'visits.reason',
    item => {
      item.visits = { count: 1 }
    },
  ],
  'guide-no-visit-no-way': [
    'channels.mailIn',
    item => {
      item.channels.onlineDepth = 'Ⅱ级'
      item.channels.mailIn = false
    },
  ],
  'guide-fully-online-visit': [
    'visits.count',
    item => {
      item.visits = { count: 1, reason: '须当面签字' }
    },
  ],
  'guide-online-mode': [
    'channels.onlineDepth',
    item => {
      item.channels.onlineDepth = 'Ⅲ级'
    },
  ],
  'guide-fee-basis': [
    'fee',
    item => {
      item.fee = { kind: 'charged', basis: '', items: [], payOnline: true }
    },
  ],
  'guide-same-phone': [
    'phones.complaint',
    item => {
      item.phones.complaint = item.phones.consult
    },
  ],
  'guide-permit-faq': [
    'faq',
    item => {
      item.faq = []
    },
  ],
  'guide-permit-steps': [
    'flow',
    item => {
      item.flow = item.flow.slice(0, 4)
    },
  ],
  'guide-result-sample': [
    'results.0.sample',
    item => {
      delete first(item.results).sample
    },
  ],
  'guide-conditions': [
    'conditions',
    item => {
      item.conditions = []
    },
  ],
  'guide-special-procedure-basis': [
    'specialProcedures.0.basis',
    item => {
      item.specialProcedures = [{ key: 'hearing', name: '听证', basis: '', text: '依法听证' }]
    },
  ],
  'guide-post-result': [
    'channels.express',
    item => {
      item.channels.express = false
    },
  ],
  'guide-place': [
    'channels.places',
    item => {
      item.visits = { count: 1, reason: '须当面签字' }
      item.channels.places = []
    },
  ],
  'guide-english': [
    'flow.0.text',
    item => {
      first(item.flow).text = '没有英文的一句话。'
    },
  ],
  'guide-example-unmarked': [
    'unconfirmed',
    item => {
      item.unconfirmed = []
    },
  ],
}

describe('lint of guides', () => {
  it('finds nothing in a sound guide', () => {
    expect(lintItem(sound())).toEqual([])
  })

  it('has a failing example for every rule, under codes that are unique', () => {
    expect(Object.keys(broken).sort()).toEqual(lintRules.map(rule => rule.code).sort())
  })

  it.each(Object.entries(broken))('%s', (code, [path, spoil]) => {
    const item = sound()
    spoil(item)
    expect(lintItem(item)).toContainEqual(expect.objectContaining({ code, path }))
  })

  it('says in both languages what to do', () => {
    for (const rule of lintRules) {
      expect(rule.zh).toMatch(/。$/)
      expect(rule.en).toMatch(/[.)]$/)
    }
  })
})
