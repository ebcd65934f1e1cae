import { useWords } from '../../lib/i18n.ts'
import { Icon } from '../../ui/icons.tsx'
import { ProblemAlert } from '../../ui/problem/ProblemAlert.tsx'
import type { Keeper, Kept } from './keeper.ts'
import { counterWords } from './words.ts'
import './desk.css'

/** Whether what was typed is safe; said quietly, loudly only where somebody has to decide. */
export function Keeping<T>({ kept, keeper }: { kept: Kept<T>; keeper: Keeper<T> }) {
  const t = useWords(counterWords)
  const { keeping, problem } = kept
  if (keeping === 'failed' && problem?.code === 'stale')
    return (
      <>
        <ProblemAlert problem={problem} />
        <button type="button" className="lq-button" onClick={() => void keeper.insist()}>
          {t('takeMine')}
        </button>
      </>
    )
  return (
    <p className={`lq-keeping lq-keeping--${keeping}`} role="status">
      <Icon name={keeping === 'saved' ? 'check' : keeping === 'failed' ? 'warning' : 'clock'} />
      {t(`keeping.${keeping}`)}
    </p>
  )
}
