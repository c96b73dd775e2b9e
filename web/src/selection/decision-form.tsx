import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type FormErrors, toFormErrors, toProblem } from '../kit/api/api-error.ts'
import { showNotice } from '../kit/feedback/undo-toast.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { useDecideTier } from './api/decide-tier.ts'
import { localToday } from './local-today.ts'
import { AskOverrideForm } from './overrides/ask-override-form.tsx'
import { text as overrideText } from './overrides/text.ts'
import { numberFact, wordFact } from './problem-facts.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { TierPlaces } from './types.ts'

const OUT = 'out'
const AS_PROPOSED = 'proposed'
const FEWEST_CHARACTERS = 10
const FIELDS = ['tier', 'reason', 'effectiveDate', 'overCapacityReason']

export interface DecisionFormProps {
  readonly accountIds: readonly string[]
  /** Name of the account when there is only one. */
  readonly accountName: string | null
  /** Tier of the account when there is only one; null where it has none. */
  readonly currentTier: string | null
  readonly tiers: readonly TierPlaces[]
  readonly firstTier: string | null
  /** The scores propose something for each of them, and not the same. */
  readonly areProposalsMixed?: boolean | undefined
  readonly suggestedReason: string | null
  readonly onDone: () => void
}

interface Draft {
  readonly tier: string
  /** Null while the suggestion stands. */
  readonly reason: string | null
  readonly effectiveDate: string
  readonly overCapacityReason: string
}

function usualReason(tier: string): string {
  if (tier === '') return ''
  if (tier === AS_PROPOSED) return text.decision.asProposedReason
  return tier === OUT ? text.decision.manyOutReason : text.decision.manyReason(tier)
}

/** What is wrong before anything is sent. */
function findFaults(draft: Draft, reason: string): Record<string, string> {
  return {
    ...(draft.tier === '' ? { tier: text.decision.chooseTier } : {}),
    ...(reason.trim().length < FEWEST_CHARACTERS ? { reason: text.decision.reasonTooShort } : {}),
  }
}

interface OverCapacityProps {
  readonly tier: string
  readonly capacity: number | null
  readonly taken: number | null
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

/** Says that the tier is full and asks why it is exceeded. */
function OverCapacity({ tier, capacity, taken, value, error, onChange }: OverCapacityProps) {
  const locale = useLocale()
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <>
      <div role="alert" className={classes.notice} data-tone="caution">
        <b>{text.decision.overTitle(tier)}</b>
        <div>
          {capacity === null || taken === null
            ? text.decision.overUnknown
            : text.decision.over(write(capacity), write(taken))}
        </div>
      </div>
      <Textarea
        label={text.decision.overReason}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </>
  )
}

function TierChoice({
  tiers,
  value,
  error,
  onChange,
  offersProposed,
}: {
  offersProposed: boolean
  tiers: readonly TierPlaces[]
  value: string
  error: string | undefined
  onChange: (tier: string) => void
}) {
  const locale = useLocale()
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <Radio.Group label={text.decision.tier} value={value} error={error} onChange={onChange} required>
      <div className={classes.levels}>
        {offersProposed ? (
          <Radio value={AS_PROPOSED} label={text.decision.asProposed} description={text.decision.asProposedNote} />
        ) : null}
        {tiers.map((tier) => (
          <Radio
            key={tier.key}
            value={tier.key}
            label={`${tier.key} · ${tier.name}`}
            description={text.decision.places(write(tier.accounts), write(tier.capacity))}
          />
        ))}
        <Radio value={OUT} label={text.decision.out} />
      </div>
    </Radio.Group>
  )
}

function doneSentence(tier: string, accountName: string | null, accounts: string): string {
  if (tier === AS_PROPOSED) return text.decision.doneAsProposed(accounts)
  if (tier === OUT) return text.decision.doneOut(accountName ?? accounts)
  return accountName ? text.decision.doneOne(accountName, tier) : text.decision.done(accounts, tier)
}

/** Tier, reason, date, and a second reason where the tier is full. What was typed stays when it is refused. */
export function DecisionForm(props: DecisionFormProps) {
  const { accountIds, accountName, currentTier, tiers, firstTier, suggestedReason, onDone } = props
  const offersProposed = props.areProposalsMixed ?? false
  const [isAsking, setAsking] = useState(false)
  const locale = useLocale()
  const decide = useDecideTier()
  const [draft, setDraft] = useState<Draft>({
    tier: firstTier ?? (offersProposed ? AS_PROPOSED : ''),
    reason: null,
    effectiveDate: localToday(new Date()),
    overCapacityReason: '',
  })
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const change = (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch }))

  const reason = draft.reason ?? suggestedReason ?? usualReason(draft.tier)
  const chosen = tiers.find(({ key }) => key === draft.tier)
  const isRefusedAsFull = decide.error !== null && toProblem(decide.error).code === 'selection/tier-full'
  const isForeseenFull = chosen !== undefined && chosen.accounts + accountIds.length > chosen.capacity
  const isFull = draft.tier !== OUT && (isForeseenFull || (isRefusedAsFull && decide.variables?.tier === draft.tier))
  const refused: FormErrors | null =
    decide.error !== null && !isRefusedAsFull ? toFormErrors(decide.error, FIELDS) : null
  const count = formatNumber(accountIds.length, { locale })
  const only = accountIds.length === 1 && accountName !== null ? { id: accountIds[0] ?? '', name: accountName } : null
  const isException = decide.error !== null && toProblem(decide.error).code === 'selection/exception-needs-override'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = findFaults(draft, reason)
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const over = draft.overCapacityReason.trim()
    decide.mutate(
      {
        accountIds: [...accountIds],
        tier: draft.tier,
        reason: reason.trim(),
        effectiveDate: draft.effectiveDate,
        ...(isFull && over !== '' ? { overCapacityReason: over } : {}),
      },
      {
        onSuccess: () => {
          showNotice(doneSentence(draft.tier, accountName, count))
          onDone()
        },
      },
    )
  }

  if (isAsking && only) {
    const wish = { firstTier: draft.tier, firstReason: draft.reason ?? '' }
    return <AskOverrideForm account={only} currentTier={currentTier} tiers={tiers} {...wish} onDone={onDone} />
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TierChoice
        offersProposed={offersProposed}
        tiers={tiers}
        value={draft.tier}
        error={faults.tier ?? refused?.fields.tier}
        onChange={(tier) => change({ tier })}
      />
      <Textarea
        label={text.decision.reason}
        description={suggestedReason && draft.reason === null ? text.decision.suggested : text.decision.reasonHint}
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={reason}
        error={faults.reason ?? refused?.fields.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={text.decision.effectiveDate}
        value={draft.effectiveDate}
        error={refused?.fields.effectiveDate}
        onChange={(event) => change({ effectiveDate: event.currentTarget.value })}
      />
      {isFull ? (
        <OverCapacity
          tier={draft.tier === AS_PROPOSED ? wordFact(decide.error, 'tier') : draft.tier}
          capacity={(isRefusedAsFull ? numberFact(decide.error, 'capacity') : null) ?? chosen?.capacity ?? null}
          taken={(isRefusedAsFull ? numberFact(decide.error, 'placesTaken') : null) ?? chosen?.accounts ?? null}
          value={draft.overCapacityReason}
          error={refused?.fields.overCapacityReason}
          onChange={(overCapacityReason) => change({ overCapacityReason })}
        />
      ) : null}
      {refused?.form ? (
        <div role="alert" className={classes.notice} data-tone="loss">
          <b>{text.decision.refused}</b>
          <div>{refused.form}</div>
          {isException && only ? <Button onClick={() => setAsking(true)}>{overrideText.ask.action}</Button> : null}
        </div>
      ) : null}
      <div className={classes.formButtons}>
        {accountIds.length > 1 ? <span className={classes.muted}>{text.decision.allOrNone}</span> : null}
        <Button onClick={onDone}>{text.decision.cancel}</Button>
        <Button type="submit" variant="filled" loading={decide.isPending}>
          {accountIds.length > 1 ? text.decision.decide(count) : text.decision.decideOne}
        </Button>
      </div>
    </form>
  )
}
