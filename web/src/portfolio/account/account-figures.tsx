import type { AccountEconomics } from '../../economics/index.ts'
import { HiddenValue } from '../../economics/index.ts'
import { OutlookBadge } from '../../kit/figures/badges.tsx'
import { ExplainedFigure } from '../../kit/figures/explained-figure.tsx'
import { FigureCell, FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText } from '../../kit/figures/reasons.ts'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { formatDate, formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import classes from './account.module.css'
import type { ScoreExplanation } from './account-queries.ts'
import { text } from './text.ts'

const words = text.figures

export interface AccountFiguresProps {
  readonly economics: AccountEconomics
  readonly score: ScoreExplanation | undefined
  readonly seesMargins: boolean
  /** Invoice lines of the period. */
  readonly linesHref: string
}

function NetRevenue({ economics, linesHref }: AccountFiguresProps) {
  const locale = useLocale()
  const { period, netRevenue, netRevenueBefore, growth } = economics
  const onWhat = period.comparison === 'previous_year' ? words.onYear : words.onPeriod
  return (
    <ExplainedFigure
      label={words.netRevenue}
      explanation={words.explain.netRevenue}
      inputs={[
        {
          name: words.explain.now,
          value: <MoneyText amount={netRevenue} form="full" />,
          date: formatMonthSpan(period.from, period.to, locale),
        },
        {
          name: words.explain.before,
          value: <MoneyText amount={netRevenueBefore} form="full" />,
          date: formatMonthSpan(period.beforeFrom, period.beforeTo, locale),
        },
      ]}
      rowsHref={linesHref}
      sentence={
        growth.value === null
          ? words.nothingBefore
          : words.change(formatPercent(growth.value, { locale, sign: 'always', decimals: 0 }), onWhat)
      }
    >
      <MoneyText amount={netRevenue} currency={period.currency} />
    </ExplainedFigure>
  )
}

/** Contribution where it is known, else gross margin, saying so. */
function Earned({ economics, seesMargins, linesHref }: AccountFiguresProps) {
  const locale = useLocale()
  const { period, contribution, grossMargin, contributionRate, grossMarginRate, rank } = economics
  if (!seesMargins || grossMargin === null) return <FigureCell label={words.contribution} value={<HiddenValue />} />
  const isKnown = contribution !== null && contribution.value !== null
  const label = isKnown ? words.contribution : words.grossMargin
  const amount = isKnown ? contribution : grossMargin
  const rate = isKnown ? contributionRate : grossMarginRate
  const place =
    rank.byContribution === null
      ? null
      : words.rank(formatNumber(rank.byContribution, { locale }), formatNumber(rank.accounts, { locale }))
  const share = rate === null || rate.value === null ? null : words.ofNet(formatPercent(rate.value, { locale }))
  return (
    <ExplainedFigure
      label={label}
      explanation={isKnown ? words.explain.contribution : words.explain.grossMargin}
      inputs={[
        { name: label, value: <MoneyText amount={amount} form="full" /> },
        { name: words.explain.rate, value: <PercentText fraction={rate} /> },
      ]}
      rowsHref={linesHref}
      sentence={[share, place].filter((part) => part !== null).join(' · ')}
    >
      <MoneyText amount={amount} currency={period.currency} />
    </ExplainedFigure>
  )
}

function Wallet({ economics }: AccountFiguresProps) {
  const locale = useLocale()
  const { wallet, period } = economics
  if (wallet === null) {
    return (
      <FigureCell
        label={words.wallet}
        value={<UnknownValue reasons={['economics/wallet-missing']} />}
        sentence={words.walletNone}
      />
    )
  }
  const percent = (value: number) => formatPercent(value, { locale, decimals: 0 })
  const range =
    wallet.shareLow === null || wallet.shareHigh === null
      ? null
      : words.walletRange(percent(wallet.shareLow), percent(wallet.shareHigh))
  const told = wallet.source === null ? formatDate(wallet.estimatedOn, locale) : words.walletTold(wallet.source)
  return (
    <ExplainedFigure
      label={words.wallet}
      explanation={words.explain.wallet}
      inputs={[
        {
          name: words.explain.base,
          value: <MoneyText amount={wallet.base} currency={period.currency} />,
          source: wallet.source ?? undefined,
          date: formatDate(wallet.estimatedOn, locale),
          isStale: wallet.isStale,
        },
      ]}
      sentence={[range, told].filter((part) => part !== null).join(' · ')}
    >
      <PercentText fraction={wallet.shareBase} decimals={0} />
    </ExplainedFigure>
  )
}

function Score({ score }: AccountFiguresProps) {
  const locale = useLocale()
  if (!score) return <FigureCell label={words.score} value={<UnknownValue />} sentence={words.notScored} />
  if (score.score === null) {
    return <FigureCell label={words.score} value={<UnknownValue />} sentence={words.nothingKnown} />
  }
  const number = (value: number) => formatNumber(value, { locale })
  return (
    <ExplainedFigure
      label={words.score}
      explanation={words.explain.score}
      inputs={score.criteria.map((criterion) => ({
        name: criterion.name,
        value: criterion.points === null ? <UnknownValue /> : number(criterion.points),
        weight: formatPercent(criterion.weightShare, { locale, decimals: 0 }),
        contribution:
          criterion.contribution === null ? '–' : formatNumber(criterion.contribution, { locale, decimals: 1 }),
        source: criterion.evidence.source,
        date: criterion.evidence.date === null ? '–' : formatDate(criterion.evidence.date, locale),
        isStale: criterion.evidence.status === 'stale',
        judge: criterion.evidence.authors.join(', ') || '–',
      }))}
      sentence={
        score.confidence === null ? null : words.known(formatPercent(score.confidence, { locale, decimals: 0 }))
      }
    >
      {score.rank === null ? number(score.score) : words.scoreRank(number(score.score), number(score.rank))}
    </ExplainedFigure>
  )
}

function OutlookFigure({ economics }: AccountFiguresProps) {
  const { outlook } = economics
  if (outlook === null) return <FigureCell label={words.outlook} value={<UnknownValue />} />
  const [reason] = outlook.reasons
  return (
    <ExplainedFigure
      label={words.outlook}
      explanation={words.explain.outlook}
      inputs={outlook.reasons.map((code) => ({ name: reasonText([code]), value: '' }))}
      sentence={reason === undefined ? null : reasonText([reason])}
    >
      <span className={classes.outlook}>
        <OutlookBadge outlook={outlook.class} change={outlook.change} />
      </span>
    </ExplainedFigure>
  )
}

/** The figures that stand first on the page of an account. */
export function AccountFigures(props: AccountFiguresProps) {
  return (
    <FigureStrip label={words.label}>
      <NetRevenue {...props} />
      <Earned {...props} />
      <Wallet {...props} />
      <Score {...props} />
      <OutlookFigure {...props} />
    </FigureStrip>
  )
}
