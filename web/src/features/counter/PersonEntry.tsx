import { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { type FormEvent, useId, useState } from 'react'
import { useWords } from '../../lib/i18n.ts'
import { IdCardInput } from '../../ui/input/IdCardInput.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import type { Person } from '../intake/matter.ts'
import { counterWords } from './words.ts'
import './desk.css'

/** 读卡或输入证件: for who comes without a number, or gave no name with it. A card reader types into the same fields. */
export function PersonEntry({ onPerson }: { onPerson: (person: Person) => void }) {
  const t = useWords(counterWords)
  const id = useId()
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const ready = name.trim() !== '' && ResidentId.safeParse(idNumber).success
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onPerson({ name: name.trim(), idNumber: ResidentId.parse(idNumber) })
  }
  return (
    <form className="lq-card lq-person-entry" onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {t('readCard')} <KeyHint keys="alt+i" />
      </h2>
      <div className="lq-field">
        <label htmlFor={`${id}-id`}>{t('idNumber')}</label>
        <IdCardInput id={`${id}-id`} value={idNumber} onChange={setIdNumber} required />
      </div>
      <div className="lq-field">
        <label htmlFor={`${id}-name`}>{t('name')}</label>
        <input
          id={`${id}-name`}
          className="lq-input"
          value={name}
          maxLength={40}
          required
          autoComplete="off"
          onChange={event => setName(event.target.value)}
        />
      </div>
      <button type="submit" className="lq-button lq-button--primary" disabled={!ready}>
        {t('begin')} <KeyHint keys="enter" />
      </button>
    </form>
  )
}
