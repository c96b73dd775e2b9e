import { Button, MultiSelect, NumberInput, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { type SchemeChange, useChangeScheme, useScorecardScheme } from './api/scorecards.ts'
import classes from './scorecard.module.css'
import { text } from './text.ts'
import type { ScorecardPart, ScorecardScheme } from './types.ts'

const PARTS: readonly ScorecardPart[] = ['profit', 'assigned', 'breadth', 'values', 'addOns']
const TOLERANCE = 1e-6
const KINDS = [
  ['upsell', text.scheme.upsell],
  ['supportSubscriptions', text.scheme.support],
  ['renewals', text.scheme.renewals],
] as const

interface FieldsProps {
  readonly scheme: ScorecardScheme
  readonly draft: SchemeChange
  readonly onChange: (part: Partial<SchemeChange>) => void
  readonly isDisabled: boolean
}

function ShareFields({ draft, onChange, isDisabled }: FieldsProps) {
  return (
    <div className={classes.shares}>
      {PARTS.map((part) => (
        <NumberInput
          key={part}
          label={text.scheme.percent(text.parts[part])}
          min={0}
          max={100}
          decimalScale={2}
          disabled={isDisabled}
          value={Math.round(draft.shares[part] * 10_000) / 100}
          onChange={(value) => onChange({ shares: { ...draft.shares, [part]: Number(value) / 100 } })}
        />
      ))}
    </div>
  )
}

function ChoiceFields({ scheme, draft, onChange, isDisabled }: FieldsProps) {
  const lines = scheme.choices.productLines.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={classes.choices}>
      <Select
        label={text.scheme.cohort}
        allowDeselect={false}
        disabled={isDisabled}
        data={[
          { value: 'all', label: text.scheme.cohorts.all },
          { value: 'tier', label: text.scheme.cohorts.tier },
        ]}
        value={draft.cohort}
        onChange={(cohort) => onChange({ cohort: cohort === 'tier' ? 'tier' : 'all' })}
      />
      <MultiSelect
        label={text.scheme.values}
        searchable
        disabled={isDisabled}
        data={scheme.choices.judgedCriteria.map(({ key, name }) => ({ value: key, label: name }))}
        value={draft.valueCriteria}
        onChange={(valueCriteria) => onChange({ valueCriteria })}
      />
      {KINDS.map(([kind, label]) => (
        <MultiSelect
          key={kind}
          label={label}
          searchable
          disabled={isDisabled}
          data={lines}
          value={draft.addOnLines[kind]}
          onChange={(ids) => onChange({ addOnLines: { ...draft.addOnLines, [kind]: ids } })}
        />
      ))}
    </div>
  )
}

function changeOf({ shares, reason, cohort, valueCriteria, addOnLines }: ScorecardScheme): SchemeChange {
  return { shares, reason, cohort, valueCriteria, addOnLines }
}

function describe({ shares }: ScorecardScheme, locale: string | undefined): string {
  return PARTS.map((part) => `${text.parts[part]} ${formatNumber(shares[part] * 100, { locale })} %`).join(', ')
}

function SchemeForm({ scheme }: { scheme: ScorecardScheme }) {
  const locale = useLocale()
  const [draft, setDraft] = useState<SchemeChange>(changeOf(scheme))
  const [seen, setSeen] = useState(scheme.version)
  const change = useChangeScheme(scheme.version)
  const mayWrite = useAccess().may('program:write')
  const sum = PARTS.reduce((total, part) => total + draft.shares[part], 0)
  const percent = Math.round(sum * 10_000) / 100
  const addsUp = Math.abs(sum - 1) < TOLERANCE
  const needsReason = draft.shares.profit < scheme.leastProfitShare - TOLERANCE
  const fields = {
    scheme,
    draft,
    isDisabled: !mayWrite,
    onChange: (part: Partial<SchemeChange>) => setDraft({ ...draft, ...part }),
  }
  const save = () =>
    change.mutate(draft, {
      onSuccess: (saved) => {
        setSeen(saved.version)
        showNotice(text.scheme.saved)
      },
      onError: (error) =>
        showFailure(error, toProblem(error).status === 412 ? text.scheme.conflict : text.scheme.failed),
    })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {seen === scheme.version ? null : (
        <div role="status">
          <p className={classes.note}>{text.scheme.theirs(describe(scheme, locale))}</p>
          <Button
            onClick={() => {
              setDraft(changeOf(scheme))
              setSeen(scheme.version)
            }}
          >
            {text.scheme.takeTheirs}
          </Button>
        </div>
      )}
      <ShareFields {...fields} />
      {addsUp ? null : (
        <p role="status" className={classes.note}>
          {text.scheme.sum(formatNumber(percent, { locale, decimals: Number.isInteger(percent) ? 0 : 2 }))}
        </p>
      )}
      {needsReason ? (
        <Textarea
          label={text.scheme.reason}
          required
          maxLength={1000}
          disabled={!mayWrite}
          value={draft.reason ?? ''}
          onChange={(event) => fields.onChange({ reason: event.currentTarget.value })}
        />
      ) : null}
      <ChoiceFields {...fields} />
      {mayWrite ? (
        <div className={classes.buttons}>
          <Button type="submit" variant="filled" disabled={!addsUp} loading={change.isPending}>
            {text.scheme.save}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

/** How the scorecard weighs and what it counts. */
export function SchemePanel() {
  const query = useScorecardScheme()
  return (
    <Panel title={text.scheme.title} subtitle={text.scheme.subtitle}>
      <QueryGate query={query}>{(scheme) => <SchemeForm scheme={scheme} />}</QueryGate>
    </Panel>
  )
}
