import { memo } from 'react'
import { HiddenValue } from '../economics/index.ts'
import type { ExplainInput } from '../kit/figures/explain.tsx'
import { ExplainedFigure } from '../kit/figures/explained-figure.tsx'
import { FigureCell, FigureStrip } from '../kit/figures/figure-strip.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { formatDate, formatMonthSpan } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatMoneyCompact } from '../kit/format/money.ts'
import { formatNumber, formatPercent } from '../kit/format/number.ts'
import { paths } from '../paths.ts'
import { text } from './text.ts'
import type { Summary } from './types.ts'

const words = text.figures

interface FigureProps {
  readonly summary: Summary
  readonly seesMargins: boolean
}

export interface PortfolioFiguresProps extends FigureProps {
  /** Address of the accounts that lose money. */
  readonly losesHref: string
}

function useWriters() {
  const locale = useLocale()
  return {
    count: (value: number) => formatNumber(value, { locale }),
    percent: (value: number) => formatPercent(value, { locale }),
    change: (value: number) => formatPercent(value, { locale, sign: 'always' }),
    money: (value: string) => formatMoneyCompact(value, { locale }),
    day: (value: string | null) => (value === null ? '–' : formatDate(value, locale)),
    span: (from: string, to: string) => formatMonthSpan(from, to, locale),
  }
}

const NetRevenue = memo(function NetRevenue({ summary }: FigureProps) {
  const write = useWriters()
  const { period, netRevenue, netRevenueGrowth, linesWithoutRate } = summary
  const onWhat = period.comparison === 'previous_year' ? 'on the year before' : 'on the period before'
  const inputs: ExplainInput[] = [
    {
      name: words.input.lines,
      value: write.span(period.from, period.to),
      source: words.input.ledger,
      date: write.day(period.lastInvoiceDate),
    },
    { name: words.input.before, value: write.span(period.beforeFrom, period.beforeTo), source: words.input.ledger },
    ...(linesWithoutRate > 0 ? [{ name: words.input.withoutRate, value: write.count(linesWithoutRate) }] : []),
  ]
  const rates = period.rates === 'day' ? 'the rates of the day' : 'constant rates'
  return (
    <ExplainedFigure
      label={words.netRevenue}
      explanation={words.explain.netRevenue(rates)}
      inputs={inputs}
      sentence={
        netRevenueGrowth.value === null ? words.growthUnknown : `${write.change(netRevenueGrowth.value)} ${onWhat}`
      }
    >
      <MoneyText amount={netRevenue} currency={period.currency} />
    </ExplainedFigure>
  )
})

const Margin = memo(function Margin({ summary }: FigureProps) {
  const write = useWriters()
  const { margin, period } = summary
  if (margin === null) return <FigureCell label={words.margin} value={<HiddenValue />} />
  const label = text.measureNames[margin.measure]
  return (
    <ExplainedFigure
      label={label}
      explanation={words.explain[margin.measure]}
      inputs={[
        { name: label, value: <MoneyText amount={margin.amount} form="full" currency={period.currency} /> },
        { name: words.input.rate, value: <PercentText fraction={margin.rate} /> },
        { name: words.input.newest, value: write.day(period.lastInvoiceDate), source: words.input.ledger },
      ]}
      sentence={margin.rate.value === null ? words.rateUnknown : words.ofNet(write.percent(margin.rate.value))}
    >
      <MoneyText amount={margin.amount} currency={period.currency} />
    </ExplainedFigure>
  )
})

function LossMaking({ summary, losesHref }: Omit<PortfolioFiguresProps, 'seesMargins'>) {
  const write = useWriters()
  const { lossMaking, period } = summary
  if (lossMaking === null) return <FigureCell label={words.lossMaking} value={<HiddenValue />} />
  const measure = text.measures[lossMaking.measure]
  return (
    <ExplainedFigure
      label={words.lossMaking}
      explanation={words.explain.lossMaking(measure)}
      inputs={[
        { name: words.input.accounts, value: write.count(lossMaking.of) },
        { name: words.input.loss, value: <MoneyText amount={lossMaking.amount} currency={period.currency} /> },
        { name: words.input.measure, value: measure },
      ]}
      rowsHref={losesHref}
      sentence={lossMaking.accounts === 0 ? words.noneLoses : words.between(write.money(lossMaking.amount))}
    >
      {words.of(write.count(lossMaking.accounts), write.count(lossMaking.of))}
    </ExplainedFigure>
  )
}

const Retention = memo(function Retention({ summary }: FigureProps) {
  const write = useWriters()
  const { nrr, grr, lost, cohort } = summary.retention
  const gross = grr.value === null ? null : write.percent(grr.value)
  return (
    <ExplainedFigure
      label={words.retention}
      explanation={words.explain.retention}
      inputs={[
        { name: words.input.cohort, value: write.count(cohort) },
        { name: words.input.lost, value: write.count(lost) },
        { name: words.input.gross, value: <PercentText fraction={grr} /> },
      ]}
      sentence={words.lost(gross, write.count(lost), write.count(cohort))}
    >
      <PercentText fraction={nrr} />
    </ExplainedFigure>
  )
})

const TopTen = memo(function TopTen({ summary, seesMargins }: FigureProps) {
  const { topTenShare, topTenLossMaking } = summary.concentration
  return (
    <ExplainedFigure
      label={words.topTen}
      explanation={words.explain.topTen}
      inputs={topTenLossMaking === null ? [] : [{ name: words.input.losers, value: String(topTenLossMaking) }]}
      sentence={topTenLossMaking === null ? seesMargins ? null : <HiddenValue /> : words.topLose(topTenLossMaking)}
    >
      <PercentText fraction={topTenShare} />
    </ExplainedFigure>
  )
})

const KeyAccounts = memo(function KeyAccounts({ summary }: FigureProps) {
  const write = useWriters()
  const { accounts, places, proposedIn, proposedOut } = summary.keyAccounts
  const hasProposals = proposedIn + proposedOut > 0
  return (
    <ExplainedFigure
      label={words.keyAccounts}
      explanation={words.explain.keyAccounts}
      inputs={[
        { name: words.input.taken, value: write.count(accounts), source: words.input.tiers },
        { name: words.input.free, value: write.count(places), source: words.input.tiers },
      ]}
      rowsHref={paths.tiers()}
      sentence={
        hasProposals ? words.proposed(write.count(proposedIn), write.count(proposedOut)) : words.nothingProposed
      }
    >
      {places === 0 ? words.noPlaces : words.places(write.count(accounts), write.count(places))}
    </ExplainedFigure>
  )
})

/** The six figures that stand first, each with its sentence and its explanation. */
export function PortfolioFigures({ losesHref, ...figure }: PortfolioFiguresProps) {
  return (
    <FigureStrip label={words.label}>
      <NetRevenue {...figure} />
      <Margin {...figure} />
      <LossMaking summary={figure.summary} losesHref={losesHref} />
      <Retention {...figure} />
      <TopTen {...figure} />
      <KeyAccounts {...figure} />
    </FigureStrip>
  )
}
