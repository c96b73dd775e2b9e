import { COUNCIL_FUNCTIONS } from '@mainstay/contract/program-council'
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type FormErrors, toFormErrors, toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { type Naming, useChangePerson, useColleagues, useNamePerson } from './api/council.ts'
import classes from './record.module.css'
import { text } from './text.ts'
import type { CouncilFunction, ProgramPerson, ProgramRole } from './types.ts'

const ROLES = ['executive_sponsor', 'champion', 'council'] as const
const NO_ERRORS: FormErrors = { fields: {}, form: null }

export interface FormFrameProps {
  readonly title: string
  readonly error: unknown
  readonly errors: FormErrors
  readonly isBusy: boolean
  readonly onSave: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a dialog, with what was refused above it. */
export function FormFrame({ title, error, errors, isBusy, onSave, onClose, children }: FormFrameProps) {
  const problem = error ? toProblem(error) : null
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': text.council.cancel }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
      >
        <div className={classes.form}>
          {problem ? (
            <div role="alert" className={classes.notice} data-tone="loss">
              <b>{text.council.refused}</b>
              <div>{problem.status === 412 ? text.council.stale : (errors.form ?? problem.detail)}</div>
            </div>
          ) : null}
          {children}
        </div>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.council.cancel}</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            {text.council.save}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface HoldingFieldsProps {
  readonly holding: Pick<Naming, 'duties' | 'since' | 'until'>
  readonly errors: FormErrors
  readonly onChange: (patch: Partial<Pick<Naming, 'duties' | 'since' | 'until'>>) => void
}

function HoldingFields({ holding, errors, onChange }: HoldingFieldsProps) {
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          type="date"
          required
          label={text.council.since}
          value={holding.since}
          error={errors.fields.since}
          onChange={(event) => onChange({ since: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={text.council.until}
          description={text.council.untilHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={holding.until ?? ''}
          error={errors.fields.until}
          onChange={(event) => onChange({ until: event.currentTarget.value || null })}
        />
      </div>
      <Textarea
        label={text.council.duties}
        autosize
        minRows={2}
        maxLength={2_000}
        value={holding.duties}
        error={errors.fields.duties}
        onChange={(event) => onChange({ duties: event.currentTarget.value })}
      />
    </>
  )
}

function WhoFields({
  naming,
  errors,
  onChange,
}: {
  naming: Naming
  errors: FormErrors
  onChange: (n: Naming) => void
}) {
  const colleagues = useColleagues().data?.rows.filter(({ status }) => status === 'active') ?? []
  return (
    <div className={classes.pair}>
      <Select
        label={text.council.person}
        searchable
        clearable
        data={colleagues.map(({ personId, name }) => ({ value: personId, label: name }))}
        value={naming.personId}
        error={errors.fields.personId}
        onChange={(personId) => onChange({ ...naming, personId, name: '' })}
      />
      <TextInput
        label={text.council.outsider}
        description={text.council.outsiderHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={120}
        disabled={naming.personId !== null}
        value={naming.name}
        error={errors.fields.name}
        onChange={(event) => onChange({ ...naming, name: event.currentTarget.value })}
      />
    </div>
  )
}

export interface NameDialogProps {
  readonly role: ProgramRole
  readonly function: CouncilFunction | null
  readonly today: string
  readonly onClose: () => void
}

/** Names somebody for a role. */
export function NameDialog({ role, function: seat, today, onClose }: NameDialogProps) {
  const [naming, setNaming] = useState<Naming>({
    role,
    function: seat,
    personId: null,
    name: '',
    duties: '',
    since: today,
    until: null,
  })
  const save = useNamePerson()
  const errors = save.error ? toFormErrors(save.error, ['personId', 'name', 'since', 'until', 'duties']) : NO_ERRORS
  const done = () => {
    showNotice(text.council.saved)
    onClose()
  }
  return (
    <FormFrame
      title={text.council.name}
      error={save.error}
      errors={errors}
      isBusy={save.isPending}
      onSave={() => save.mutate(naming, { onSuccess: done })}
      onClose={onClose}
    >
      <div className={classes.pair}>
        <Select
          label={text.council.role}
          allowDeselect={false}
          data={ROLES.map((one) => ({ value: one, label: text.council.roles[one] }))}
          value={naming.role}
          onChange={(value) => {
            const next = ROLES.find((one) => one === value) ?? naming.role
            setNaming({ ...naming, role: next, function: next === 'council' ? (naming.function ?? 'sales') : null })
          }}
        />
        {naming.role === 'council' ? (
          <Select
            label={text.council.function}
            allowDeselect={false}
            data={COUNCIL_FUNCTIONS.map((one) => ({ value: one, label: text.council.functions[one] }))}
            value={naming.function}
            onChange={(value) =>
              setNaming({ ...naming, function: COUNCIL_FUNCTIONS.find((one) => one === value) ?? naming.function })
            }
          />
        ) : null}
      </div>
      <WhoFields naming={naming} errors={errors} onChange={setNaming} />
      <HoldingFields holding={naming} errors={errors} onChange={(patch) => setNaming({ ...naming, ...patch })} />
    </FormFrame>
  )
}

/** Changes duties and dates of a holder, or ends the holding. */
export function ChangeDialog({ person, onClose }: { person: ProgramPerson; onClose: () => void }) {
  const [holding, setHolding] = useState(person)
  const save = useChangePerson()
  const errors = save.error ? toFormErrors(save.error, ['since', 'until', 'duties']) : NO_ERRORS
  const done = () => {
    showNotice(text.council.saved)
    onClose()
  }
  return (
    <FormFrame
      title={text.council.changeOf(person.name)}
      error={save.error}
      errors={errors}
      isBusy={save.isPending}
      onSave={() => save.mutate(holding, { onSuccess: done })}
      onClose={onClose}
    >
      <HoldingFields holding={holding} errors={errors} onChange={(patch) => setHolding({ ...holding, ...patch })} />
    </FormFrame>
  )
}
