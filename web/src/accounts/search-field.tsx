import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

const TYPING_PAUSE_MILLISECONDS = 200

export interface SearchFieldProps {
  readonly label: string
  readonly className: string | undefined
  /** The words in force, from the address. */
  readonly value: string | undefined
  readonly onSearch: (query: string | undefined) => void
}

/** A search that asks after a short pause in typing, and empties itself when its filter is removed elsewhere. */
export function SearchField({ label, className, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value ?? '')
  const [asked, setAsked] = useState(value)
  const ask = useDebouncedCallback((query: string) => {
    setAsked(query || undefined)
    onSearch(query || undefined)
  }, TYPING_PAUSE_MILLISECONDS)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (value !== asked) {
      setAsked(value)
      setTyped(value ?? '')
    }
  }
  return (
    <TextInput
      className={className}
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
    />
  )
}
