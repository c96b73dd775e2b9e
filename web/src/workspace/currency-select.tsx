import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useLocale } from '../kit/format/locale.tsx'
import { currencyChoices } from './currencies.ts'
import { text } from './text.ts'

export interface CurrencySelectProps {
  readonly label: string
  readonly value: string
  readonly onChange: (currency: string) => void
  readonly description?: string
  readonly error?: string | undefined
  readonly disabled?: boolean
}

/** All currencies of ISO 4217, found by code or name. */
export function CurrencySelect({ label, value, onChange, description, error, disabled = false }: CurrencySelectProps) {
  const locale = useLocale()
  const choices = useMemo(() => currencyChoices(locale), [locale])
  return (
    <Select
      label={label}
      description={description}
      data={choices}
      value={value === '' ? null : value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage={text.currencyNothing}
      error={error}
      disabled={disabled}
    />
  )
}
