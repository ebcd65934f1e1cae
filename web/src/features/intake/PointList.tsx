import type { ReviewPoint } from '@lianqiao/model/catalogue/item.ts'
import { useWords } from '../../lib/i18n.ts'
import { intakeWords } from './words.ts'
import './points.css'

/** 审查要点 to read. */
export function PointList({ points }: { points: readonly ReviewPoint[] }) {
  const t = useWords(intakeWords)
  return (
    <ol className="lq-review-points">
      {points.map(point => (
        <li key={point.key}>
          {point.text} {point.blocking && <span className="lq-tag lq-point-must">{t('blocking')}</span>}
        </li>
      ))}
    </ol>
  )
}
