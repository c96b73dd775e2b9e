import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { showFailure } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { type CriteriaSet, versionName } from '../../program/index.ts'
import { useStartBackTest } from './api/back-tests.ts'
import classes from './back-test.module.css'
import { text } from './text.ts'
import type { BackTestReach } from './types.ts'

const MOST_PLACES = 1_000
const words = text.form

type Ledger = NonNullable<BackTestReach['ledger']>

interface Draft {
  readonly asOf: string
  readonly months: 12 | 24
  readonly places: number | null
  readonly setId: string
  readonly otherId: string
}

interface AskFormProps {
  readonly reach: BackTestReach
  readonly ledger: Ledger
  readonly sets: readonly CriteriaSet[]
  readonly onAsked: (runId: string) => void
}

function firstDraft({ reach, ledger, sets }: AskFormProps): Draft {
  const published = sets.find(({ status }) => status === 'published') ?? sets[0]
  return {
    asOf: reach.latest.months12 ?? ledger.from,
    months: 12,
    places: reach.places,
    setId: published?.id ?? '',
    otherId: '',
  }
}

function isWithin(day: string, { from, to }: Ledger): boolean {
  return day >= from && day <= to
}

/** What the date field says below itself: how far the ledger reaches, and which day still leaves enough months. */
function dayNote({ reach, ledger, draft }: Pick<AskFormProps, 'reach' | 'ledger'> & { draft: Draft }, locale?: string) {
  const latest = draft.months === 12 ? reach.latest.months12 : reach.latest.months24
  const span = words.reach(formatDate(ledger.from, locale), formatDate(ledger.to, locale))
  if (latest === null) return `${span} ${words.noLatest}`
  const day = formatDate(latest, locale)
  return `${span} ${draft.asOf > latest ? words.tooLate(day) : words.latest(day)}`
}

/** Asks a question of the past: the day, the months after, the places, one or two sets. */
export function AskForm(props: AskFormProps) {
  const { reach, ledger, sets, onAsked } = props
  const locale = useLocale()
  const mayAsk = useAccess().may('selection:ask')
  const start = useStartBackTest()
  const monthsId = useId()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(props))
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const placesAreGood = draft.places !== null && draft.places >= 1 && draft.places <= MOST_PLACES
  const dayIsGood = isWithin(draft.asOf, ledger)
  const options = sets.map((set) => ({ value: set.id, label: `${set.name}, ${versionName(set).toLowerCase()}` }))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!placesAreGood || !dayIsGood || draft.places === null) return
    const criteriaSetIds = [draft.setId, draft.otherId].filter((id) => id !== '')
    start.mutate(
      { asOf: draft.asOf, months: draft.months, places: draft.places, criteriaSetIds },
      { onSuccess: (run) => onAsked(run.id), onError: (error) => showFailure(error) },
    )
  }

  return (
    <Panel title={words.title}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <p className={classes.sentence}>{words.sentence}</p>
        <TextInput
          type="date"
          label={words.asOf}
          description={dayNote({ reach, ledger, draft }, locale)}
          min={ledger.from}
          max={ledger.to}
          value={draft.asOf}
          error={dayIsGood ? undefined : words.dateWrong}
          onChange={(event) => change({ asOf: event.currentTarget.value })}
        />
        <div>
          <div className={classes.label} id={monthsId}>
            {words.months}
          </div>
          <SegmentedControl
            size="xs"
            aria-labelledby={monthsId}
            value={String(draft.months)}
            onChange={(value) => change({ months: value === '24' ? 24 : 12 })}
            data={[12, 24].map((months) => ({ value: String(months), label: words.monthsOf(months) }))}
          />
        </div>
        <NumberInput
          label={words.places}
          description={words.placesHint}
          min={1}
          max={MOST_PLACES}
          allowDecimal={false}
          value={draft.places ?? ''}
          error={placesAreGood ? undefined : words.placesWrong}
          onChange={(value) => change({ places: typeof value === 'number' ? value : null })}
        />
        <Select
          label={words.set}
          data={options}
          value={draft.setId}
          allowDeselect={false}
          onChange={(setId) => change({ setId: setId ?? '', ...(setId === draft.otherId ? { otherId: '' } : {}) })}
        />
        {sets.length > 1 ? (
          <Select
            label={words.other}
            data={[
              { value: '', label: words.nothingToCompare },
              ...options.filter(({ value }) => value !== draft.setId),
            ]}
            value={draft.otherId}
            allowDeselect={false}
            onChange={(otherId) => change({ otherId: otherId ?? '' })}
          />
        ) : null}
        <p className={classes.note}>{mayAsk ? words.looks : words.notAllowed}</p>
        <Button type="submit" variant="filled" disabled={!mayAsk} loading={start.isPending}>
          {words.ask}
        </Button>
      </form>
    </Panel>
  )
}
