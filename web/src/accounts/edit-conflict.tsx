import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { type AccountForm, changedFields, type EditableField, fieldText } from './account-form.ts'
import classes from './accounts.module.css'
import { text } from './text.ts'

export interface EditConflictProps {
  readonly base: AccountForm
  readonly yours: AccountForm
  readonly theirs: AccountForm
  readonly isBusy: boolean
  readonly onCancel: () => void
  /** Gets the form with the choice made, to be saved over theirs. */
  readonly onSave: (form: AccountForm) => void
}

const words = text.conflict
type Side = 'yours' | 'theirs'

/** Both versions side by side; a field only one of the two changed is already chosen. */
export function EditConflict({ base, yours, theirs, isBusy, onCancel, onSave }: EditConflictProps) {
  const differing = changedFields(yours, theirs)
  const mine = new Set<EditableField>(changedFields(base, yours))
  const [choice, setChoice] = useState<Partial<Record<EditableField, Side>>>({})
  const sideOf = (field: EditableField): Side => choice[field] ?? (mine.has(field) ? 'yours' : 'theirs')
  const save = () => {
    const taken = differing.filter((field) => sideOf(field) === 'yours').map((field) => [field, yours[field]])
    onSave({ ...theirs, ...Object.fromEntries(taken) })
  }
  const option = (field: EditableField, side: Side, form: AccountForm) => (
    <Radio
      size="xs"
      name={`conflict-${field}`}
      checked={sideOf(field) === side}
      onChange={() => setChoice({ ...choice, [field]: side })}
      label={fieldText(form, field) || words.empty}
      aria-label={words.choose(fieldName(field), `${words[side]}, ${fieldText(form, field) || words.empty}`)}
    />
  )
  return (
    <div role="alert">
      <p>
        <b>{words.title}</b>
      </p>
      <p className={classes.muted}>{words.sentence}</p>
      <table className={classes.conflict}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.yours}</th>
            <th scope="col">{words.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((field) => (
            <tr key={field}>
              <th scope="row">{fieldName(field)}</th>
              <td>{option(field, 'yours', yours)}</td>
              <td>{option(field, 'theirs', theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.buttons}>
        <Button onClick={onCancel}>{text.cancel}</Button>
        <Button variant="filled" loading={isBusy} onClick={save}>
          {words.save}
        </Button>
      </div>
    </div>
  )
}

function fieldName(field: EditableField): string {
  return field === 'parent' ? text.fields.parentId : text.fields[field]
}
