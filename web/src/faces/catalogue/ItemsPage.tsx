import type { SearchHit } from '@lianqiao/model/api/catalogue.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ItemSearch } from '../../features/catalogue/ItemSearch.tsx'
import { catalogueWords } from '../../features/catalogue/words.ts'
import { useWords } from '../../lib/i18n.ts'
import '../../features/catalogue/guide.css'

/** `/items?q=…`: what is asked stands in the address, so that it can be sent to somebody and comes back with Back. */
export function ItemsPage() {
  const t = useWords(catalogueWords)
  const navigate = useNavigate()
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const open = ({ kind, jurisdiction, code }: SearchHit) =>
    void navigate({ to: `/${kind === 'guide' ? 'items' : 'listed'}/${jurisdiction}/${code}` })
  return (
    <div className="lq-page">
      <h1>{t('searchTitle')}</h1>
      <ItemSearch
        initial={q}
        onChoose={open}
        onAsk={asked => {
          if (asked !== q) void navigate({ to: '/items', search: asked ? { q: asked } : {}, replace: true })
        }}
      />
    </div>
  )
}
