import { Button, Popover, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { facetsOptions } from '../accounts/index.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import type { SetUrlState } from '../kit/routing/use-url-state.ts'
import { tiersOptions } from './api/portfolio-queries.ts'
import { outlookWord } from './filter-chips.tsx'
import classes from './portfolio.module.css'
import { listOf, NO_FILTERS, type PortfolioState, toggleListed } from './state.ts'
import { text } from './text.ts'
import type { Summary } from './types.ts'

const words = text.filters

export interface FilterMenuProps {
  readonly state: PortfolioState
  readonly setState: SetUrlState<PortfolioState>
  readonly seesMargins: boolean
  readonly outlooks: Summary['outlooks']
}

interface Value {
  readonly value: string
  readonly label: string
  readonly accounts?: number
}

type ListKey = 'tiers' | 'outlooks' | 'segments' | 'countries' | 'units'

/** Every filter of the table in one place; each answers at once. */
export function FilterMenu(props: FilterMenuProps) {
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <QuietButton>{text.table.addFilter}</QuietButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title}>
        <FilterPanel {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterPanel({ state, setState, seesMargins, outlooks }: FilterMenuProps) {
  const facets = useQuery(facetsOptions())
  const tiers = useQuery(tiersOptions())
  const fromFacets = (values: readonly { value: string; accounts: number }[] | undefined): Value[] =>
    (values ?? []).filter(({ value }) => !value.includes(',')).map((entry) => ({ ...entry, label: entry.value }))
  const groups: readonly { readonly key: ListKey; readonly values: readonly Value[] }[] = [
    {
      key: 'tiers',
      values: [
        ...(tiers.data?.tiers ?? []).map((tier) => ({ value: tier.key, label: tier.name, accounts: tier.accounts })),
        { value: 'out', label: words.noTier },
      ],
    },
    {
      key: 'outlooks',
      values: outlooks.map((entry) => ({
        value: entry.class,
        label: outlookWord(entry.class),
        accounts: entry.accounts,
      })),
    },
    { key: 'segments', values: fromFacets(facets.data?.segments) },
    { key: 'countries', values: fromFacets(facets.data?.countries) },
    { key: 'units', values: fromFacets(facets.data?.units) },
  ]
  return (
    <div className={classes.filters}>
      {groups.map(({ key, values }) => (
        <FilterGroup
          key={key}
          legend={words[key]}
          values={values}
          chosen={listOf(state[key])}
          onToggle={(value) => setState({ [key]: toggleListed(state[key], value) })}
        />
      ))}
      <Amounts state={state} setState={setState} />
      {seesMargins ? (
        <Choice
          label={words.losesMoney}
          isChosen={state.losesMoney ?? false}
          onToggle={() => setState({ losesMoney: state.losesMoney ? undefined : true })}
        />
      ) : null}
      <Choice
        label={words.all}
        isChosen={!state.buyingOnly}
        onToggle={() => setState({ buyingOnly: !state.buyingOnly })}
      />
      <QuietButton onClick={() => setState(NO_FILTERS)}>{text.table.clear}</QuietButton>
    </div>
  )
}

interface FilterGroupProps {
  readonly legend: string
  readonly values: readonly Value[]
  readonly chosen: readonly string[]
  readonly onToggle: (value: string) => void
}

function FilterGroup({ legend, values, chosen, onToggle }: FilterGroupProps) {
  const locale = useLocale()
  if (values.length === 0) return null
  return (
    <fieldset className={classes.filterGroup}>
      <legend>{legend}</legend>
      <div className={classes.filterValues}>
        {values.map(({ value, label, accounts }) => (
          <Choice
            key={value}
            label={accounts === undefined ? label : `${label} (${formatNumber(accounts, { locale })})`}
            isChosen={chosen.includes(value)}
            onToggle={() => onToggle(value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly isChosen: boolean
  readonly onToggle: () => void
}

/** The browser's own box: there may be hundreds of them, and the menu has to open at once. */
function Choice({ label, isChosen, onToggle }: ChoiceProps) {
  return (
    <label className={classes.choice}>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      {label}
    </label>
  )
}

const NUMBER = /^-?\d+(\.\d+)?$/

function Amounts({ state, setState }: Pick<FilterMenuProps, 'state' | 'setState'>) {
  const [typed, setTyped] = useState({
    netRevenueFrom: state.netRevenueFrom ?? '',
    netRevenueTo: state.netRevenueTo ?? '',
    scoreFrom: state.scoreFrom === undefined ? '' : String(state.scoreFrom),
  })
  const plain = (text: string) => text.replaceAll(/[\s,']/g, '')
  const isWrong = (text: string) => text !== '' && !NUMBER.test(plain(text))
  const apply = (event: FormEvent) => {
    event.preventDefault()
    if (Object.values(typed).some(isWrong)) return
    const score = plain(typed.scoreFrom)
    setState({
      netRevenueFrom: plain(typed.netRevenueFrom) || undefined,
      netRevenueTo: plain(typed.netRevenueTo) || undefined,
      scoreFrom: score === '' ? undefined : Math.min(100, Math.max(0, Number(score))),
    })
  }
  return (
    <form onSubmit={apply}>
      <div className={classes.amounts}>
        {(['netRevenueFrom', 'netRevenueTo', 'scoreFrom'] as const).map((key) => (
          <TextInput
            key={key}
            label={words[key]}
            inputMode="decimal"
            value={typed[key]}
            error={isWrong(typed[key]) ? words.wrongAmount : undefined}
            onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Button type="submit" mt={8}>
        {words.apply}
      </Button>
    </form>
  )
}
