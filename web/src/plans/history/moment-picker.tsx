import { NativeSelect, TextInput } from '@mantine/core'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import type { PlanSnapshot } from './api/history-queries.ts'
import { fromLocalMoment, isMoment, toLocalMoment } from './local-moment.ts'
import { text } from './text.ts'

const words = text.compare
/** Stands in an address and a question for the plan as it is. */
export const NOW = 'now'
const OTHER = 'other'

export interface MomentPickerProps {
  readonly label: string
  readonly snapshots: readonly PlanSnapshot[]
  /** From when on every moment is known; null where only kept ones are. */
  readonly knownSince: string | null
  /** A snapshot, now, or a moment. */
  readonly value: string
  readonly allowsNow: boolean
  readonly onChange: (value: string) => void
}

/** One of two moments: a kept one, now, or any day and time. */
export function MomentPicker({ label, snapshots, knownSince, value, allowsNow, onChange }: MomentPickerProps) {
  const locale = useLocale()
  const choices = [
    ...(allowsNow ? [{ value: NOW, label: words.now }] : []),
    ...(knownSince === null ? [] : [{ value: OTHER, label: words.anyMoment }]),
    ...snapshots.map((snapshot) => ({
      value: snapshot.id,
      label: `${text.snapshots.number(snapshot.number)}, ${formatInstant(snapshot.takenAt, locale)}`,
    })),
  ]
  const isAny = isMoment(value)
  return (
    <>
      <NativeSelect
        label={label}
        data={choices}
        value={isAny ? OTHER : value}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange(chosen === OTHER ? new Date().toISOString() : chosen)
        }}
      />
      {isAny ? (
        <TextInput
          type="datetime-local"
          label={words.at(label)}
          {...(knownSince === null ? {} : { min: toLocalMoment(knownSince) })}
          max={toLocalMoment(new Date().toISOString())}
          value={toLocalMoment(value)}
          onChange={(event) => {
            const moment = fromLocalMoment(event.currentTarget.value)
            if (moment !== null) onChange(moment)
          }}
        />
      ) : null}
    </>
  )
}
