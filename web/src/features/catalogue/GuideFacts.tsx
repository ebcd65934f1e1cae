import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import { useLanguage, useWords } from '../../lib/i18n.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { depthText, feeText, limitText, terms, visitsText } from './terms.ts'
import { catalogueWords } from './words.ts'

/** Time, visits, fee and online, in four squares. */
export function GuideFacts({ item }: { item: ItemVersion }) {
  const t = useWords(catalogueWords)
  const language = useLanguage()
  const { promised, statutory } = item.limits.decision
  const facts: [IconName, string, string, string][] = [
    [
      'clock',
      t('timeWord'),
      limitText(promised, language),
      statutory ? `${t('statutoryWord')} ${limitText(statutory, language)}` : t('noStatutory'),
    ],
    ['person', t('visitsWord'), visitsText(item.visits.count, language), item.visits.reason ?? ''],
    [
      'document',
      t('feeWord'),
      feeText(item.fee, language),
      item.fee.kind === 'charged' ? item.fee.basis : '',
    ],
    [
      'globe',
      t('onlineWord'),
      depthText(item.channels.onlineDepth, language),
      terms(item.channels.crossRegion.modes, language),
    ],
  ]
  return (
    <dl className="lq-guide-facts">
      {facts.map(([icon, label, value, note]) => (
        <div key={label} className="lq-card">
          <dt>
            <Icon name={icon} /> {label}
          </dt>
          <dd>
            <strong>{value}</strong>
            {note && <span className="lq-soft">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
