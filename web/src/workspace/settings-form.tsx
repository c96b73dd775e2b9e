import { Button, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { inWorkspace, useAccess } from '../client/index.ts'
import { type FormErrors, toFormErrors, toProblem } from '../kit/api/api-error.ts'
import { showNotice } from '../kit/feedback/undo-toast.tsx'
import { type Settings, useChangeSettings, useHasLedger } from './api/settings.ts'
import { ConflictTable } from './conflict-table.tsx'
import { CurrencySelect } from './currency-select.tsx'
import type { DifferingField } from './member-draft.ts'
import { text } from './text.ts'
import classes from './workspace.module.css'

type Draft = Pick<Settings, 'name' | 'reportingCurrency' | 'requiresTwoFactor'>
const FIELDS = ['name', 'reportingCurrency', 'requiresTwoFactor'] as const
const NAMES = { name: text.name, reportingCurrency: text.currency, requiresTwoFactor: text.twoFactor }
const NOTHING: FormErrors = { fields: {}, form: null }

const inWords = (value: string | boolean) => (typeof value === 'string' ? value : value ? text.yes : text.no)

function differing(theirs: Draft, mine: Draft): DifferingField[] {
  return FIELDS.filter((field) => theirs[field] !== mine[field]).map((field) => ({
    field,
    name: NAMES[field],
    theirs: inWords(theirs[field]),
    mine: inWords(mine[field]),
  }))
}

function useSettingsEdit(settings: Settings, readAgain: () => Promise<Settings | undefined>) {
  const [base, setBase] = useState(settings)
  const [draft, setDraft] = useState<Draft>(settings)
  const [isContested, setContested] = useState(false)
  const [errors, setErrors] = useState(NOTHING)
  const change = useChangeSettings(base.version)
  const fields = differing(base, draft)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setErrors(NOTHING)
    const changed = Object.fromEntries(fields.map(({ field }) => [field, draft[field as keyof Draft]]))
    try {
      const saved = await change.mutateAsync(inWorkspace(changed))
      setBase(saved)
      setDraft(saved)
      setContested(false)
      showNotice(text.settingsSaved)
    } catch (error) {
      const now = toProblem(error).status === 412 ? await readAgain() : undefined
      if (now) {
        setBase(now)
        setContested(true)
      } else setErrors(toFormErrors(error, FIELDS))
    }
  }
  const takeTheirs = () => {
    setDraft(base)
    setContested(false)
  }
  const set = (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch }))
  return { draft, errors, fields, isContested, isBusy: change.isPending, set, save, takeTheirs }
}

export interface SettingsFormProps {
  readonly settings: Settings
  readonly readAgain: () => Promise<Settings | undefined>
}

/** Name, currency and the rule about the second factor, for those who may change them. */
export function SettingsForm({ settings, readAgain }: SettingsFormProps) {
  const { may } = useAccess()
  const hasLedger = useHasLedger()
  const edit = useSettingsEdit(settings, readAgain)
  const isLocked = !may('workspace:manage')
  return (
    <form className={`${classes.form} ${classes.narrow}`} noValidate onSubmit={(event) => void edit.save(event)}>
      {isLocked ? <p className={classes.note}>{text.readOnly}</p> : null}
      {edit.errors.form ? (
        <p className={classes.refusal} role="alert">
          {edit.errors.form}
        </p>
      ) : null}
      <TextInput
        label={text.name}
        value={edit.draft.name}
        maxLength={120}
        disabled={isLocked}
        error={edit.errors.fields.name}
        onChange={(event) => edit.set({ name: event.currentTarget.value })}
      />
      <TextInput label={text.slug} description={text.slugNote} value={settings.slug} readOnly disabled={isLocked} />
      <CurrencySelect
        label={text.currency}
        description={hasLedger ? text.currencyFixed : text.currencyNote}
        value={edit.draft.reportingCurrency}
        disabled={isLocked || hasLedger}
        error={edit.errors.fields.reportingCurrency}
        onChange={(reportingCurrency) => edit.set({ reportingCurrency })}
      />
      <Switch
        label={text.twoFactor}
        description={text.twoFactorNote}
        checked={edit.draft.requiresTwoFactor}
        disabled={isLocked}
        error={edit.errors.fields.requiresTwoFactor}
        onChange={(event) => edit.set({ requiresTwoFactor: event.currentTarget.checked })}
      />
      {edit.isContested ? <ConflictTable fields={edit.fields} /> : null}
      {isLocked ? null : (
        <div className={classes.buttons}>
          {edit.isContested ? <Button onClick={edit.takeTheirs}>{text.takeTheirs}</Button> : null}
          <Button type="submit" variant="filled" disabled={edit.fields.length === 0} loading={edit.isBusy}>
            {edit.isContested ? text.keepMine : text.save}
          </Button>
        </div>
      )}
    </form>
  )
}
