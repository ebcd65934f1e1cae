import { useState } from 'react'
import form from '../../../jurisdictions/320111/forms/residence-permit.json'
import { type FormContent, SchemaForm } from '../forms/SchemaForm.tsx'
import { KeyHint } from '../ui/KeyHint.tsx'

/** A shipped form, half filled, with what the server found wrong. */
export function FormPage() {
  const [value, setValue] = useState<FormContent>({
    applicant: { name: '示例·王某', idNumber: '11010519491231002X', birthDate: '1949-12-31', sex: 'female' },
    ground: { kind: 'dwelling' },
  })
  return (
    <div className="gallery-form">
      <h1>{form.title}</h1>
      <SchemaForm
        schema={form.schema}
        ui={form.ui}
        derived={form.derived as never}
        value={value}
        onChange={setValue}
        errors={serverErrors}
        onSubmit={() => {}}
      >
        <button type="submit" className="lq-button lq-button--primary lq-button--large">
          提交 <KeyHint keys="ctrl+enter" />
        </button>
      </SchemaForm>
    </div>
  )
}

const serverErrors = [{ pointer: '/applicant/name', detail: '与身份证登记姓名不一致，请核对' }]
