import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { showFailure } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink, useGoTo } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import classes from './program-result.module.css'
import { useProgramResultReach, useProgramResultRuns, useStartProgramResult } from './program-results.ts'
import { text } from './text.ts'
import type { ProgramResultReach } from './types.ts'

type Days = ProgramResultReach['forMonths'][number]

/** The day proposed: when the first account became key, as far as the ledger allows. */
function firstDay({ firstDecision }: ProgramResultReach, { earliest, latest }: Days): string {
  if (firstDecision === null || firstDecision > latest) return latest
  return firstDecision < earliest ? earliest : firstDecision
}

function AskForm({ reach, days, onAsked }: { reach: ProgramResultReach; days: Days; onAsked: (run: string) => void }) {
  const locale = useLocale()
  const monthsId = useId()
  const mayAsk = useAccess().may('selection:ask')
  const start = useStartProgramResult()
  const [since, setSince] = useState(firstDay(reach, days))
  const [months, setMonths] = useState<12 | 24>(days.months)
  const range = reach.forMonths.find((one) => one.months === months) ?? days
  const isInside = since >= range.earliest && since <= range.latest
  const between = text.ask.between(formatDate(range.earliest, locale), formatDate(range.latest, locale))
  const first = reach.firstDecision ? text.ask.firstDecision(formatDate(reach.firstDecision, locale)) : ''
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isInside) return
        start.mutate({ since, months }, { onSuccess: (run) => onAsked(run.id), onError: (error) => showFailure(error) })
      }}
    >
      <p className={classes.note}>{text.ask.sentence}</p>
      <TextInput
        type="date"
        label={text.ask.since}
        description={`${between}. ${first}`.trim()}
        min={range.earliest}
        max={range.latest}
        value={since}
        error={isInside ? undefined : text.ask.outside}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      {reach.forMonths.length > 1 ? (
        <div>
          <div id={monthsId}>{text.ask.months}</div>
          <SegmentedControl
            size="xs"
            aria-labelledby={monthsId}
            value={String(months)}
            onChange={(value) => setMonths(value === '24' ? 24 : 12)}
            data={reach.forMonths.map((one) => String(one.months))}
          />
        </div>
      ) : null}
      <Button type="submit" variant="filled" disabled={!mayAsk} loading={start.isPending}>
        {text.ask.button}
      </Button>
    </form>
  )
}

function NoQuestion({ hasLedger }: { hasLedger: boolean }) {
  const goTo = useGoTo()
  if (hasLedger) return <StateEmpty title={text.ask.tooShortTitle} sentence={text.ask.tooShort} />
  return (
    <StateEmpty
      title={text.ask.noLedgerTitle}
      sentence={text.ask.noLedger}
      action={<Button onClick={() => goTo(paths.importData())}>{text.ask.openImport}</Button>}
    />
  )
}

function Earlier({ current }: { current: string }) {
  const locale = useLocale()
  const query = useProgramResultRuns()
  const runs = query.data?.pages.flatMap((page) => page.rows) ?? []
  if (runs.length === 0) return null
  return (
    <nav aria-label={text.ask.earlier}>
      <h3 className={classes.heading}>{text.ask.earlier}</h3>
      <ul className={classes.plain}>
        {runs.map((run) => (
          <li key={run.id}>
            <AppLink
              href={`${paths.programResult()}?run=${run.id}`}
              aria-current={run.id === current ? 'page' : undefined}
            >
              {formatDate(run.createdAt.slice(0, 10), locale)}
            </AppLink>{' '}
            <span className={classes.note}>{run.personName}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The day to ask about, and what was asked before. */
export function AskPanel({ current, onAsked }: { current: string; onAsked: (run: string) => void }) {
  const query = useProgramResultReach()
  return (
    <Panel title={text.ask.title}>
      <QueryGate query={query}>
        {(reach) => {
          const [days] = reach.forMonths
          return days ? (
            <AskForm reach={reach} days={days} onAsked={onAsked} />
          ) : (
            <NoQuestion hasLedger={reach.ledger !== null} />
          )
        }}
      </QueryGate>
      <Earlier current={current} />
    </Panel>
  )
}
