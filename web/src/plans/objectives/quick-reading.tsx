import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { useEnterReading } from './api/objective-changes.ts'
import { numberFault, plainNumber } from './form.ts'
import classes from './objectives.module.css'
import { writeResultValue } from './result-value.ts'
import { text } from './text.ts'
import type { KeyResult } from './types.ts'

export interface QuickReadingProps {
  readonly planId: string
  readonly result: KeyResult
  /** The latest day a reading can be of. */
  readonly today: string
}

const words = text.reading

/** One line to enter a new value: type it, press Enter. What was typed stays where it is refused. */
export function QuickReading({ planId, result, today }: QuickReadingProps) {
  const locale = useLocale()
  const enter = useEnterReading(planId)
  const [value, setValue] = useState('')
  const [on, setOn] = useState(today)
  const [fault, setFault] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const refused = enter.error === null ? null : toFormErrors(enter.error, ['value', 'on'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const plain = plainNumber(value)
    setFault(plain === null ? numberFault(value) : on === '' ? words.chooseDay : undefined)
    if (plain === null || on === '') return
    enter.mutate(
      { id: result.id, on, value: plain },
      {
        onSuccess: () => {
          setValue('')
          showNotice(words.entered(writeResultValue(result, plain, locale)))
          field.current?.focus()
        },
      },
    )
  }
  return (
    <form className={classes.quick} onSubmit={submit} noValidate>
      <TextInput
        ref={field}
        className={classes.quickValue}
        size="xs"
        inputMode="decimal"
        aria-label={words.value(result.title)}
        placeholder={words.number}
        value={value}
        error={fault ?? refused?.fields.value ?? refused?.form}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <TextInput
        className={classes.quickDay}
        size="xs"
        type="date"
        aria-label={words.on(result.title)}
        max={today}
        value={on}
        error={refused?.fields.on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" loading={enter.isPending}>
        {words.enter}
      </Button>
    </form>
  )
}
