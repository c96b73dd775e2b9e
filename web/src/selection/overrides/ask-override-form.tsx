import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { localToday } from '../local-today.ts'
import shared from '../selection.module.css'
import type { TierPlaces } from '../types.ts'
import { useAskOverride } from './api/override-changes.ts'
import classes from './overrides.module.css'
import { text } from './text.ts'

const OUT = 'out'
const FEWEST_CHARACTERS = 10
const FIELDS = ['tier', 'reason', 'expiresOn']
const USUAL_MONTHS = 12
const MOST_MONTHS = 24

export interface AskOverrideFormProps {
  readonly account: { readonly id: string; readonly name: string }
  /** Null: out of the program. */
  readonly currentTier: string | null
  readonly tiers: readonly TierPlaces[]
  /** What was meant to be decided, where the wish follows a refused decision. */
  readonly firstTier?: string | undefined
  readonly firstReason?: string | undefined
  readonly onDone: () => void
}

interface Draft {
  readonly tier: string
  readonly reason: string
  readonly expiresOn: string
}

/** The same day some months on, or the last day of that month. */
function monthsFrom(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

function findFaults({ tier, reason, expiresOn }: Draft): Record<string, string> {
  return {
    ...(tier === '' ? { tier: text.ask.chooseTier } : {}),
    ...(reason.trim().length < FEWEST_CHARACTERS ? { reason: text.ask.reasonTooShort } : {}),
    ...(expiresOn === '' ? { expiresOn: text.ask.chooseDate } : {}),
  }
}

interface TierFieldProps {
  readonly tiers: readonly TierPlaces[]
  readonly currentTier: string | null
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (tier: string) => void
}

function TierField({ tiers, currentTier, value, error, onChange }: TierFieldProps) {
  const locale = useLocale()
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <Radio.Group
      label={text.ask.tier}
      description={currentTier === null ? text.ask.nowOut : text.ask.now(currentTier)}
      value={value}
      error={error}
      onChange={onChange}
      required
    >
      <div className={shared.levels}>
        {tiers.map((tier) => (
          <Radio
            key={tier.key}
            value={tier.key}
            disabled={tier.key === currentTier}
            label={`${tier.key} · ${tier.name}`}
            description={text.ask.places(write(tier.accounts), write(tier.capacity))}
          />
        ))}
        <Radio value={OUT} disabled={currentTier === null} label={text.ask.out} />
      </div>
    </Radio.Group>
  )
}

/** Tier, reason and last day of an exception. What was typed stays when it is refused. */
export function AskOverrideForm(props: AskOverrideFormProps) {
  const { account, currentTier, tiers, firstTier, firstReason, onDone } = props
  const ask = useAskOverride()
  const today = localToday(new Date())
  const [draft, setDraft] = useState<Draft>({
    tier: firstTier === (currentTier ?? OUT) ? '' : (firstTier ?? ''),
    reason: firstReason ?? '',
    expiresOn: monthsFrom(today, USUAL_MONTHS),
  })
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const change = (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch }))
  const refused = ask.error === null ? null : toFormErrors(ask.error, FIELDS)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = findFaults(draft)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    ask.mutate(
      { accountId: account.id, ...draft, reason: draft.reason.trim() },
      {
        onSuccess: () => {
          showNotice(text.ask.done(account.name))
          onDone()
        },
      },
    )
  }
  return (
    <form className={shared.form} onSubmit={submit} noValidate>
      <p className={classes.lead}>{text.ask.lead}</p>
      <TierField
        tiers={tiers}
        currentTier={currentTier}
        value={draft.tier}
        error={faults.tier ?? refused?.fields.tier}
        onChange={(tier) => change({ tier })}
      />
      <Textarea
        label={text.ask.reason}
        description={text.ask.reasonHint}
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={draft.reason}
        error={faults.reason ?? refused?.fields.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={text.ask.expiresOn}
        description={text.ask.expiresHint}
        required
        min={today}
        max={monthsFrom(today, MOST_MONTHS)}
        value={draft.expiresOn}
        error={faults.expiresOn ?? refused?.fields.expiresOn}
        onChange={(event) => change({ expiresOn: event.currentTarget.value })}
      />
      {refused?.form ? (
        <div role="alert" className={shared.notice} data-tone="loss">
          <b>{text.ask.refused}</b>
          <div>{refused.form}</div>
        </div>
      ) : null}
      <div className={shared.formButtons}>
        <Button onClick={onDone}>{text.ask.cancel}</Button>
        <Button type="submit" variant="filled" loading={ask.isPending}>
          {text.ask.send}
        </Button>
      </div>
    </form>
  )
}
