import type { AgreementSummary } from '@lianqiao/model/api/agreements.ts'
import { inBoth, useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { PhaseTag, type PhaseTone } from '../../ui/record/PhaseTag.tsx'
import { agreementWords } from './words.ts'

const tones: Record<AgreementSummary['standing'], PhaseTone> = {
  unsigned: 'waiting',
  'not-begun': 'waiting',
  'in-force': 'good',
  replaced: 'over',
  withdrawn: 'bad',
  expired: 'over',
}

/** 协议状态. */
export function Standing({ standing }: Pick<AgreementSummary, 'standing'>) {
  return <PhaseTag phase={inBoth(agreementWords, `standing.${standing}`)} tone={tones[standing]} />
}

/** Whether a party's signature verifies at this moment. */
export function Signature({ state }: { state: AgreementSummary['signatures'][number]['state'] }) {
  const t = useWords(agreementWords)
  const icon = state === 'valid' ? 'check' : state === 'missing' ? 'clock' : 'cross'
  return (
    <span className={`lq-signature lq-signature--${state}`}>
      <Icon name={icon} /> {t(`signature.${state}`)}
    </span>
  )
}
