import { CELL_STATES } from '@mainstay/domain/plans'
import { Select, Textarea, TextInput } from '@mantine/core'
import { AmountInput } from '../shared/amount-input.tsx'
import type { CellDraft, CellFaults } from './cell-form.ts'
import { text } from './text.ts'
import classes from './white-space.module.css'

const words = text.drawer

export interface CellFieldsProps {
  readonly draft: CellDraft
  readonly faults: CellFaults
  readonly currency: string
  readonly isReadOnly: boolean
  readonly onChange: (patch: Partial<CellDraft>) => void
}

/** What is known of a cell: state, supplier, money, chances, and where it is from. */
export function CellFields({ draft, faults, currency, isReadOnly, onChange }: CellFieldsProps) {
  const field = (name: Exclude<keyof CellDraft, 'state'>, label: string) => ({
    label,
    value: draft[name],
    error: faults[name],
    readOnly: isReadOnly,
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  })
  const amount = (name: 'low' | 'base' | 'high', label: string) => ({
    label,
    value: draft[name],
    fault: faults[name],
    readOnly: isReadOnly,
    onType: (value: string) => onChange({ [name]: value }),
  })
  return (
    <>
      <Select
        label={words.state}
        data-autofocus
        allowDeselect={false}
        readOnly={isReadOnly}
        data={CELL_STATES.map((state) => ({
          value: state,
          label: `${text.states[state]}: ${text.stateHints[state]}`,
        }))}
        value={draft.state}
        onChange={(state) => onChange({ state: CELL_STATES.find((known) => known === state) ?? draft.state })}
      />
      <div className={classes.pair}>
        <TextInput maxLength={200} {...field('competitor', words.competitor)} />
        <TextInput inputMode="decimal" {...field('competitorShare', words.competitorShare)} />
        <TextInput type="date" {...field('renewalOn', words.renewal)} />
      </div>
      <fieldset className={classes.fieldset}>
        <legend>{words.potential(currency)}</legend>
        <p className={classes.muted}>{words.potentialHint}</p>
        <div className={classes.pair}>
          <AmountInput {...amount('low', words.low)} />
          <AmountInput {...amount('base', words.base)} />
          <AmountInput {...amount('high', words.high)} />
        </div>
      </fieldset>
      <div className={classes.pair}>
        <TextInput inputMode="decimal" {...field('need', words.need)} />
        <TextInput inputMode="decimal" {...field('win', words.win)} />
      </div>
      <TextInput maxLength={500} {...field('source', words.source)} />
      <Textarea autosize minRows={2} maxLength={2_000} {...field('note', words.note)} />
    </>
  )
}
