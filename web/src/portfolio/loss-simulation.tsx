import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AccountPicker, type AccountReference } from '../accounts/index.ts'
import { MarginMoney, type Question } from '../economics/index.ts'
import { FilterChip } from '../kit/figures/filter-chip.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatMoneyCompact } from '../kit/format/money.ts'
import { formatPercent } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { StateFailed, StateLoading } from '../kit/states/states.tsx'
import { type LossSimulation, lossOptions } from './api/portfolio-queries.ts'
import classes from './portfolio.module.css'
import { text } from './text.ts'

const words = text.loss

export interface LossPanelProps {
  readonly question: Question
  readonly seesMargins: boolean
  /** The five largest, to begin with. */
  readonly largest: readonly AccountReference[]
  /** Accounts asked for elsewhere (picked in the table); they come instead of the largest. */
  readonly asked: readonly string[]
  readonly onAsk: (accountIds: readonly string[]) => void
}

/** What remains when chosen accounts go. */
export function LossPanel({ question, seesMargins, largest, asked, onAsk }: LossPanelProps) {
  const [added, setAdded] = useState<readonly AccountReference[]>([])
  const chosen = asked.length > 0 ? asked : largest.map((account) => account.id)
  const simulation = useQuery(lossOptions(question, chosen))
  const known = new Map(
    [...largest, ...(simulation.data?.lost ?? []), ...added].map((account) => [account.id, account]),
  )
  return (
    <Panel
      title={words.title}
      subtitle={words.subtitle}
      actions={asked.length > 0 ? <QuietButton onClick={() => onAsk([])}>{words.back}</QuietButton> : null}
    >
      <div className={classes.chosen}>
        {chosen.map((id) => (
          <FilterChip
            key={id}
            label={known.get(id)?.name ?? id}
            onRemove={() => onAsk(chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
      {simulation.data ? (
        <Outcome simulation={simulation.data} seesMargins={seesMargins} />
      ) : simulation.error ? (
        <StateFailed error={simulation.error} onRetry={() => void simulation.refetch()} />
      ) : chosen.length === 0 ? (
        <p className={classes.muted}>{words.none}</p>
      ) : (
        <StateLoading />
      )}
      <div className={classes.adder}>
        <AccountPicker
          key={chosen.length}
          label={words.add}
          value={null}
          without={chosen}
          onChange={(account) => {
            if (account === null) return
            setAdded([...added, account])
            onAsk([...chosen, account.id])
          }}
        />
      </div>
    </Panel>
  )
}

function difference(before: string | null, after: string | null): number | null {
  return before === null || after === null ? null : Number(after) - Number(before)
}

function Outcome({ simulation, seesMargins }: { simulation: LossSimulation; seesMargins: boolean }) {
  const locale = useLocale()
  const { period, netRevenue, netRevenueAfter, contribution, contributionAfter } = simulation
  const measure = text.measureNames[simulation.contributionMeasure]
  const change = difference(contribution, contributionAfter)
  const money = (value: number) => formatMoneyCompact(Math.abs(value), { locale, currency: period.currency })
  const netChange = difference(netRevenue, netRevenueAfter)
  return (
    <>
      <table className={classes.facts}>
        <thead>
          <tr>
            <th scope="col">{period.currency}</th>
            <th scope="col">{words.now}</th>
            <th scope="col">{words.lost}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.net}</th>
            <td>
              <MoneyText amount={netRevenue} />
            </td>
            <td>
              <MoneyText amount={netChange} tone="plain" />
            </td>
            <td>
              <MoneyText amount={netRevenueAfter} />
            </td>
          </tr>
          <tr>
            <th scope="row">{measure}</th>
            <td>
              <MarginMoney seesMargins={seesMargins} amount={contribution} />
            </td>
            <td>
              <MarginMoney seesMargins={seesMargins} amount={change} tone="plain" sign="always" />
            </td>
            <td>
              <MarginMoney seesMargins={seesMargins} amount={contributionAfter} />
            </td>
          </tr>
        </tbody>
      </table>
      {simulation.netRevenueShare === null ? null : (
        <p className={classes.finding}>{words.share(formatPercent(simulation.netRevenueShare, { locale }))}</p>
      )}
      {seesMargins && change !== null && change !== 0 ? (
        <p className={classes.finding} data-tone={change < 0 ? 'loss' : 'gain'}>
          {change > 0 ? words.better(measure, money(change)) : words.worse(measure, money(change))}
        </p>
      ) : null}
    </>
  )
}
