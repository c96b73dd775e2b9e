import { FED_SOURCES } from '@mainstay/domain/plans'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { reasonText } from '../../kit/figures/reasons.ts'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { amountHint, plainAmount } from '../shared/read-amount.ts'
import { useAskSource } from './api/objective-changes.ts'
import { useSources } from './api/objective-queries.ts'
import { type Faults, isShare, type KeyResultDraft, type Source, shareToPercent } from './form.ts'
import classes from './objectives.module.css'
import { writeResultValue } from './result-value.ts'
import { text } from './text.ts'

const words = text.form
const SOURCES = Object.keys(text.source.names) as Exclude<Source, 'typed'>[]

/** The days a key result is graded over. */
export interface Span {
  readonly startsOn: string
  readonly endsOn: string
}

export interface KeyResultFieldsProps {
  readonly planId: string
  readonly span: Span
  readonly draft: KeyResultDraft
  readonly faults: Faults
  readonly onChange: (change: Partial<KeyResultDraft>) => void
}

/** What is said while somebody types stands below the field, which keeps its place beside the others. */
const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** The fields of one key result, new or known. */
export function KeyResultFields({ planId, span, draft, faults, onChange }: KeyResultFieldsProps) {
  const locale = useLocale()
  const hint = (typed: string) =>
    isShare(draft.source) ? words.percentHint : amountHint(typed, { locale, currency: '' })
  return (
    <>
      <TextInput
        label={words.krTitle}
        autoFocus
        data-autofocus
        description={words.krTitleHint}
        required
        maxLength={300}
        value={draft.title}
        error={faults.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <SourceFields planId={planId} span={span} draft={draft} faults={faults} onChange={onChange} />
      <div className={classes.triple}>
        <TextInput
          label={words.start}
          inputWrapperOrder={BELOW}
          description={hint(draft.start)}
          required
          inputMode="decimal"
          value={draft.start}
          error={faults.start}
          onChange={(event) => onChange({ start: event.currentTarget.value })}
        />
        <TextInput
          label={words.target}
          inputWrapperOrder={BELOW}
          description={hint(draft.target)}
          required
          inputMode="decimal"
          value={draft.target}
          error={faults.target ?? faults.direction}
          onChange={(event) => onChange({ target: event.currentTarget.value })}
        />
        {draft.source === 'typed' ? (
          <TextInput
            label={words.unit}
            maxLength={40}
            value={draft.unit}
            error={faults.unit}
            onChange={(event) => onChange({ unit: event.currentTarget.value })}
          />
        ) : null}
      </div>
      <GradingFields draft={draft} faults={faults} onChange={onChange} />
    </>
  )
}

type GradingProps = Pick<KeyResultFieldsProps, 'draft' | 'faults' | 'onChange'>

function GradingFields({ draft, faults, onChange }: GradingProps) {
  const isHeld = draft.kind === 'binary' && draft.start.trim() !== '' && draft.start.trim() === draft.target.trim()
  return (
    <div className={classes.triple}>
      <NativeSelect
        label={words.reach}
        value={draft.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value === 'binary' ? 'binary' : 'measured' })}
        data={[
          { value: 'measured', label: words.reaches.measured },
          { value: 'binary', label: words.reaches.binary },
        ]}
      />
      {isHeld ? (
        <NativeSelect
          label={words.direction}
          value={draft.direction}
          onChange={(event) => onChange({ direction: event.currentTarget.value === 'down' ? 'down' : 'up' })}
          data={[
            { value: 'up', label: words.directions.up },
            { value: 'down', label: words.directions.down },
          ]}
        />
      ) : null}
      <NativeSelect
        label={words.ambition}
        title={text.ambitionNotes[draft.ambition]}
        value={draft.ambition}
        onChange={(event) => onChange({ ambition: event.currentTarget.value === 'stretch' ? 'stretch' : 'committed' })}
        data={[
          { value: 'committed', label: text.ambitions.committed },
          { value: 'stretch', label: text.ambitions.stretch },
        ]}
      />
      <TextInput
        label={words.weight}
        title={words.weightHint}
        inputMode="decimal"
        value={draft.weight}
        error={faults.weight}
        onChange={(event) => onChange({ weight: event.currentTarget.value })}
      />
    </div>
  )
}

/** Typed in, or fed from the ledger: what, of which product line, over which months. */
function SourceFields({ planId, span, draft, faults, onChange }: KeyResultFieldsProps) {
  const { seesMargins } = useAccess()
  const sources = useSources(planId, draft.source !== 'typed')
  const open = SOURCES.filter((source) => seesMargins || !FED_SOURCES[source].isMargin)
  const isFed = draft.source !== 'typed'
  const hasLines = draft.source !== 'typed' && FED_SOURCES[draft.source].byProductLine
  const lines = sources.data?.productLines ?? []
  const known = draft.productLine === '' || lines.includes(draft.productLine) ? lines : [draft.productLine, ...lines]
  return (
    <>
      <div className={classes.triple}>
        <NativeSelect
          label={words.source}
          value={draft.source}
          error={faults.measure}
          onChange={(event) => onChange({ source: open.find((one) => one === event.currentTarget.value) ?? 'typed' })}
          data={[
            { value: 'typed', label: text.source.typed },
            ...open.map((source) => ({ value: source, label: text.source.names[source] })),
          ]}
        />
        {hasLines ? (
          <NativeSelect
            label={words.productLine}
            value={draft.productLine}
            onChange={(event) => onChange({ productLine: event.currentTarget.value })}
            data={[{ value: '', label: words.allLines }, ...known.map((line) => ({ value: line, label: line }))]}
          />
        ) : null}
        {isFed && !isShare(draft.source) ? (
          <NativeSelect
            label={words.window}
            value={draft.window}
            onChange={(event) =>
              onChange({
                window: event.currentTarget.value === 'last_12_months' ? 'last_12_months' : 'period_to_date',
              })
            }
            data={[
              { value: 'period_to_date', label: text.source.windows.period_to_date },
              { value: 'last_12_months', label: text.source.windows.last_12_months },
            ]}
          />
        ) : null}
      </div>
      {isFed ? (
        <SourceAnswer planId={planId} span={span} draft={draft} onTake={(start) => onChange({ start })} />
      ) : null}
    </>
  )
}

interface SourceAnswerProps {
  readonly planId: string
  readonly span: Span
  readonly draft: KeyResultDraft
  readonly onTake: (start: string) => void
}

/** What the ledger gives for the source today, and the way to start from there. */
function SourceAnswer({ planId, span, draft, onTake }: SourceAnswerProps) {
  const locale = useLocale()
  const { currency } = useAccess()
  const ask = useAskSource(planId)
  const { source } = draft
  if (source === 'typed') return null
  const { format, byProductLine } = FED_SOURCES[source]
  const asked = { source, window: isShare(source) ? ('last_12_months' as const) : draft.window, ...span }
  const productLine = byProductLine && draft.productLine !== '' ? draft.productLine : null
  const answer = ask.data
  const value = answer?.value ?? null
  const unit = format === 'money' ? currency : ''
  const sentence = () => {
    if (ask.error) return toProblem(ask.error).detail
    if (!answer) return null
    if (value === null) return text.source.givesNothing(reasonText(answer.reasons))
    const months = text.source.months(formatDate(answer.from ?? '', locale), formatDate(answer.to ?? '', locale))
    return text.source.gives(writeResultValue({ format, unit }, value, locale), months)
  }
  const said = sentence()
  return (
    <div className={classes.standing}>
      <Button
        size="xs"
        loading={ask.isPending}
        disabled={span.startsOn === '' || span.endsOn === ''}
        onClick={() => ask.mutate({ ...asked, productLine })}
      >
        {text.source.ask}
      </Button>
      {said === null ? null : <span role="status">{said}</span>}
      {value === null ? null : (
        <Button size="xs" onClick={() => onTake(format === 'share' ? shareToPercent(value) : plainAmount(value))}>
          {text.source.takeAsStart}
        </Button>
      )}
    </div>
  )
}
