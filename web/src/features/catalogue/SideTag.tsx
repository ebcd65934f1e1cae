import { useJurisdictions } from './jurisdictions.ts'
import './tags.css'

/** Whose it is: `苏 浦口`. The own side is filled, a partner's is outlined; the name tells them apart without colour. */
export function SideTag({ jurisdiction }: { jurisdiction: string }) {
  const { own, nameOf, sideOf } = useJurisdictions()
  return (
    <span className={`lq-tag lq-side ${jurisdiction === own ? 'lq-side--own' : ''}`}>
      {sideOf(jurisdiction)} {nameOf(jurisdiction)}
    </span>
  )
}
