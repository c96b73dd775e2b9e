import { Button, Menu, NativeSelect, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDate, formatMonthSpan } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import type { SetUrlState } from '../kit/routing/use-url-state.ts'
import { ledgerStateOptions, type Period } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { monthsBetween, type Question } from './question.ts'
import { text } from './text.ts'

const words = text.question

export interface QuestionPickersProps {
  readonly question: Question
  readonly setQuestion: SetUrlState<Question>
  /** The period as the server answered it; undefined until then. */
  readonly period: Period | undefined
  readonly currency: string
  /** Whether groups or companies can be chosen here. */
  readonly picksBasis?: boolean
  /** `compact` puts all but the period into one menu, where a bar has little room. */
  readonly form?: 'wide' | 'compact'
}

/** Which months, against what, at which rates, for companies or groups; all of it in the address. */
export function QuestionPickers(props: QuestionPickersProps) {
  const { question, setQuestion, currency, picksBasis = true, form = 'wide' } = props
  if (form === 'compact') return <CompactPickers {...props} picksBasis={picksBasis} />
  return (
    <>
      <PeriodPicker {...props} />
      <Choice
        label={words.comparison}
        value={question.comparison}
        options={[{ value: 'previous_year' }, { value: 'previous_period' }]}
        onChange={(comparison) => setQuestion({ comparison })}
      />
      <Choice
        label={words.rates}
        prefix={currency === '' ? '' : `${currency}, `}
        value={question.rates}
        options={[
          { value: 'day', note: words.dayNote },
          { value: 'constant', note: words.constantNote },
        ]}
        onChange={(rates) => setQuestion({ rates })}
      />
      {picksBasis ? (
        <Choice
          label={words.basis}
          value={question.basis}
          options={[{ value: 'group' }, { value: 'company' }]}
          onChange={(basis) => setQuestion({ basis })}
        />
      ) : null}
    </>
  )
}

function CompactPickers(props: QuestionPickersProps) {
  const { question, setQuestion, picksBasis } = props
  return (
    <>
      <PeriodPicker {...props} />
      <Menu position="bottom-start">
        <Menu.Target>
          <Button aria-label={`${words.how}: ${words[question.comparison]}, ${words[question.rates]}`}>
            {words[question.comparison]} ▾
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Choices
            label={words.comparison}
            value={question.comparison}
            options={[{ value: 'previous_year' }, { value: 'previous_period' }]}
            onChange={(comparison) => setQuestion({ comparison })}
          />
          <Choices
            label={words.rates}
            value={question.rates}
            options={[
              { value: 'day', note: words.dayNote },
              { value: 'constant', note: words.constantNote },
            ]}
            onChange={(rates) => setQuestion({ rates })}
          />
          {picksBasis ? (
            <Choices
              label={words.basis}
              value={question.basis}
              options={[{ value: 'group' }, { value: 'company' }]}
              onChange={(basis) => setQuestion({ basis })}
            />
          ) : null}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

type Word = 'previous_year' | 'previous_period' | 'day' | 'constant' | 'group' | 'company'

interface ChoiceProps<Value extends Word> {
  readonly label: string
  readonly prefix?: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly note?: string }[]
  readonly onChange: (value: Value) => void
}

function Choice<Value extends Word>(props: ChoiceProps<Value>) {
  const { label, prefix = '', value } = props
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button aria-label={`${label}: ${prefix}${words[value]}`}>{`${prefix}${words[value]}`} ▾</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices {...props} />
      </Menu.Dropdown>
    </Menu>
  )
}

function Choices<Value extends Word>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {options.map((option) => (
        <Menu.Item
          key={option.value}
          role="menuitemradio"
          aria-checked={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.value === value ? <b>{words[option.value]}</b> : words[option.value]}
          {option.note ? <div className={classes.menuNote}>{option.note}</div> : null}
        </Menu.Item>
      ))}
    </>
  )
}

function PeriodPicker({ question, setQuestion, period }: QuestionPickersProps) {
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const ledger = useQuery(ledgerStateOptions())
  const last = ledger.data?.lastDate?.slice(0, 7) ?? period?.to
  const choose = (span: Pick<Question, 'from' | 'to'>) => {
    setQuestion(span)
    setOpen(false)
  }
  const shown = period ? formatMonthSpan(period.from, period.to, locale) : words.lastYear
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button aria-label={`${words.period}: ${shown}`} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {shown} ▾
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={words.period}>
        <Button
          variant="subtle"
          fullWidth
          justify="flex-start"
          onClick={() => choose({ from: undefined, to: undefined })}
        >
          {words.lastYear}
        </Button>
        {last ? (
          <Button
            variant="subtle"
            fullWidth
            justify="flex-start"
            onClick={() => choose({ from: `${last.slice(0, 4)}-01`, to: last })}
          >
            {`${words.thisYear} (${last.slice(0, 4)})`}
          </Button>
        ) : null}
        <SpanPicker
          key={`${period?.from}-${period?.to}`}
          from={question.from ?? period?.from}
          to={question.to ?? period?.to}
          first={ledger.data?.firstDate?.slice(0, 7) ?? period?.from}
          last={last}
          onChoose={choose}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

interface SpanPickerProps {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly first: string | undefined
  readonly last: string | undefined
  readonly onChoose: (span: { from: string; to: string }) => void
}

function SpanPicker({ from, to, first, last, onChoose }: SpanPickerProps) {
  const locale = useLocale()
  const [start, setStart] = useState(from ?? '')
  const [end, setEnd] = useState(to ?? '')
  if (first === undefined || last === undefined) return null
  const months = monthsBetween(first, last).map((month) => ({ value: month, label: formatDate(month, locale) }))
  const isWrong = start > end
  return (
    <form
      className={classes.span}
      aria-label={words.span}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong) onChoose({ from: start, to: end })
      }}
    >
      <NativeSelect
        label={words.from}
        value={start}
        data={months}
        error={isWrong ? words.wrongSpan : undefined}
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <NativeSelect
        label={words.to}
        value={end}
        data={months}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <Button type="submit" disabled={isWrong}>
        {words.apply}
      </Button>
    </form>
  )
}
