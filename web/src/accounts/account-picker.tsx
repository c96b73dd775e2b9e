import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AccountReference, searchOptions } from './api/account-queries.ts'
import { text } from './text.ts'

const PAUSE_MILLISECONDS = 150

export interface AccountPickerProps {
  readonly label: string
  readonly description?: string
  readonly error?: string | undefined
  readonly value: AccountReference | null
  readonly onChange: (account: AccountReference | null) => void
  /** Accounts that cannot be chosen: itself, those already in. */
  readonly without?: readonly string[]
}

/** Chooses one account by any part of its name, code or city. */
export function AccountPicker({ label, description, error, value, onChange, without = [] }: AccountPickerProps) {
  const [words, setWords] = useState<string | null>(null)
  const [asked] = useDebouncedValue(words ?? '', PAUSE_MILLISECONDS)
  const found = useQuery(searchOptions(asked))
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const choices = (found.data?.accounts ?? []).filter((account) => !without.includes(account.id))
  const leave = () => {
    combobox.closeDropdown()
    setWords(null)
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        onChange(choices.find((account) => account.id === id) ?? null)
        leave()
      }}
    >
      <Combobox.Target>
        <InputBase
          label={label}
          description={description}
          error={error}
          placeholder={text.picker.placeholder}
          value={words ?? value?.name ?? ''}
          rightSectionPointerEvents="all"
          rightSection={
            value ? <Combobox.ClearButton aria-label={text.picker.clear} onClear={() => onChange(null)} /> : null
          }
          onChange={(event) => {
            setWords(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === '' || words === null}>
        <Combobox.Options>
          {choices.map((account) => (
            <Combobox.Option key={account.id} value={account.id}>
              {account.name} · {text.placeOf([account.code, account.city, account.country])}
            </Combobox.Option>
          ))}
          {choices.length === 0 ? <Combobox.Empty>{text.picker.nothing}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
