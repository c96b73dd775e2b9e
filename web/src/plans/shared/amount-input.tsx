import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { amountFault, amountHint } from './read-amount.ts'

export interface AmountInputProps extends Omit<TextInputProps, 'value' | 'error' | 'description' | 'onChange'> {
  readonly value: string
  /** What the form says of it. Without, the field says itself why what stands in it is no amount, once it is left. */
  readonly fault?: string | undefined
  readonly hint?: string | undefined
  readonly onType: (value: string) => void
}

/** Takes an amount as people write it and says how it was understood, before it is saved. */
export function AmountInput({ value, fault, hint, onType, ...rest }: AmountInputProps) {
  const locale = useLocale()
  const { currency } = useAccess()
  const [isTyping, setTyping] = useState(false)
  const understood = amountHint(value, { locale, currency })
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      description={understood ?? hint}
      error={fault ?? (isTyping ? undefined : amountFault(value))}
      onChange={(event) => onType(event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={() => setTyping(false)}
    />
  )
}
