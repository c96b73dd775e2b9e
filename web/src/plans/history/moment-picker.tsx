import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import type { PlanSnapshot, PlanTurn } from './api/history-queries.ts'
import { fromLocalMoment, isMoment, lastReviewBefore, toLocalMoment } from './local-moment.ts'
import { text } from './text.ts'

const words = text.compare
/** Stands in an address and a question for the plan as it is. */
export const NOW = 'now'
const OTHER = 'other'
const QUARTER = 'quarter'

interface KeptMoment {
  readonly value: string
  readonly at: string
  /** "submitted by Mia". */
  readonly told: string
}

/** Moments that have a name, by what happened then and through whom, the latest first. */
function keptMoments(snapshots: readonly PlanSnapshot[], turns: readonly PlanTurn[]): KeptMoment[] {
  const told = text.snapshots.told
  return [
    ...snapshots.map(({ id, kind, reason, takenByName, takenAt }) => {
      const what = told[kind](takenByName)
      return { value: id, at: takenAt, told: kind === 'by_hand' && reason !== '' ? `${what} (${reason})` : what }
    }),
    ...turns.map(({ kind, actorName, at }) => ({ value: at, at, told: told[kind](actorName) })),
  ].sort((one, other) => other.at.localeCompare(one.at))
}

const capitalized = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

export interface MomentPickerProps {
  readonly label: string
  readonly snapshots: readonly PlanSnapshot[]
  readonly turns: readonly PlanTurn[]
  /** From when on every moment is known; null where only kept ones are. */
  readonly knownSince: string | null
  /** A snapshot, now, or a moment. */
  readonly value: string
  readonly allowsNow: boolean
  readonly onChange: (value: string) => void
}

/** One of two moments: a kept one, now, or any day and time. */
export function MomentPicker({ label, snapshots, turns, knownSince, value, allowsNow, onChange }: MomentPickerProps) {
  const locale = useLocale()
  const [quarter] = useState(() => lastReviewBefore(Date.now()))
  const isQuarterKnown = knownSince !== null && new Date(knownSince).getTime() <= new Date(quarter).getTime()
  const choices = [
    ...(allowsNow ? [{ value: NOW, label: words.now }] : []),
    ...(isQuarterKnown
      ? [{ value: QUARTER, label: text.snapshots.toldAt(words.quarter, formatInstant(quarter, locale)) }]
      : []),
    ...(knownSince === null ? [] : [{ value: OTHER, label: words.anyMoment }]),
    ...keptMoments(snapshots, turns).map(({ value: moment, at, told }) => ({
      value: moment,
      label: capitalized(text.snapshots.toldAt(told, formatInstant(at, locale))),
    })),
  ]
  const isAny = isMoment(value) && value !== quarter && !turns.some(({ at }) => at === value)
  return (
    <>
      <NativeSelect
        label={label}
        data={choices}
        value={isAny ? OTHER : value === quarter ? QUARTER : value}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          if (chosen === QUARTER) onChange(quarter)
          else onChange(chosen === OTHER ? new Date().toISOString() : chosen)
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
