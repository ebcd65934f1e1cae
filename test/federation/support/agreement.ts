import { Agreement } from '@lianqiao/model/catalogue/agreement.ts'

/** A small agreement between 浦口 and 和县, in force through 2026. */
export function sampleAgreement(changes: Partial<Agreement> = {}): Agreement {
  return Agreement.parse({
    number: '示例〔2026〕1号',
    version: 1,
    status: '示例',
    title: '示例协议',
    titleEn: 'Sample agreement',
    parties: ['320111', '340523'],
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    preamble: '演示用。',
    basis: ['示例'],
    itemGroups: { police: { name: '公安事项', items: ['no-crime-certificate', 'residence-permit'] } },
    grants: [
      {
        id: 'police-at-wujiang',
        grantor: '340523',
        grantee: '320111',
        items: { group: 'police' },
        powers: ['receive', 'deliver'],
        stations: ['wujiang'],
        staff: 'any',
        from: '2026-01-01',
        to: '2026-06-30',
        published: true,
      },
    ],
    certificates: [],
    data: [
      {
        resource: 'id-card',
        provider: '340523',
        consumer: '320111',
        purposes: ['办理居住证'],
        fields: ['idNumber', 'name'],
        quotaPerDay: 100,
        basis: '示例',
      },
    ],
    collaborations: [
      {
        task: 'stop-insurance',
        item: 'residence-permit',
        asker: '320111',
        asked: '340523',
        limit: { unit: 'working-hour', amount: 2 },
      },
    ],
    incidents: [],
    withdrawal: { noticeDays: 30, runningCases: 'finish' },
    contacts: [],
    ...changes,
  })
}
