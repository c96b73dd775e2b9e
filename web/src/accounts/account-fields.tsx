import { Autocomplete, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AccountForm } from './account-form.ts'
import { AccountPicker } from './account-picker.tsx'
import classes from './accounts.module.css'
import { facetsOptions } from './api/account-queries.ts'
import { text } from './text.ts'

export interface AccountFieldsProps {
  readonly form: AccountForm
  readonly onChange: (form: AccountForm) => void
  /** Sentences of the server by field. */
  readonly errors: Readonly<Record<string, string>>
  /** The account itself cannot be its own parent. */
  readonly selfId?: string
  readonly children?: ReactNode
}

const words = text.fields

/** The inputs of an account, with no idea whether it is being created or edited. */
export function AccountFields({ form, onChange, errors, selfId, children }: AccountFieldsProps) {
  const facets = useQuery(facetsOptions())
  const plain = (
    field: 'name' | 'city' | 'region' | 'employees' | 'annualSales' | 'annualSalesCurrency' | 'yearOpened',
  ) => (
    <TextInput
      label={words[field]}
      value={form[field]}
      error={errors[field]}
      required={field === 'name'}
      onChange={(event) => onChange({ ...form, [field]: event.currentTarget.value })}
    />
  )
  const known = (field: 'segment' | 'unit' | 'country', values: readonly { value: string }[] | undefined) => (
    <Autocomplete
      label={words[field]}
      value={form[field]}
      error={errors[field]}
      data={(values ?? []).map(({ value }) => value)}
      limit={12}
      onChange={(value) => onChange({ ...form, [field]: value })}
    />
  )
  return (
    <div className={classes.fields}>
      {children}
      <div className={classes.wide}>{plain('name')}</div>
      <div className={classes.wide}>
        <AccountPicker
          label={words.parentId}
          description={words.parentHint}
          error={errors.parentId}
          value={form.parent}
          without={selfId === undefined ? [] : [selfId]}
          onChange={(parent) => onChange({ ...form, parent })}
        />
      </div>
      {known('segment', facets.data?.segments)}
      {known('unit', facets.data?.units)}
      {plain('city')}
      {plain('region')}
      {known('country', facets.data?.countries)}
      {plain('employees')}
      {plain('annualSales')}
      {plain('annualSalesCurrency')}
      {plain('yearOpened')}
    </div>
  )
}
