import { useDeferredValue, useMemo } from 'react'
import { FigureCell, FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatPercent } from '../../kit/format/number.ts'
import { type GridModel, moneyFigure, totalsOf } from './grid-model.ts'
import { text } from './text.ts'

const words = text.figures

export interface TotalsStripProps {
  readonly model: GridModel
  readonly seesMargins: boolean
}

/** What the grid adds up to; it follows every letter that is typed. */
export function TotalsStrip({ model, seesMargins }: TotalsStripProps) {
  const locale = useLocale()
  const counted = useDeferredValue(model)
  const totals = useMemo(() => totalsOf(counted, counted.part.units, counted.part.offerings), [counted])
  const { counts, shareOfWallet: share } = totals
  const { currency, withPlansBelow } = model.part
  const market = counts.owned + counts.lapsed + counts.competitor + counts.open
  const below = withPlansBelow?.penetration.value ?? null
  const percent = (value: number) => formatPercent(value, { locale })
  const isInterval = share.low.value !== null && share.high.value !== null
  return (
    <FigureStrip label={words.label}>
      <FigureCell
        label={words.penetration}
        value={<PercentText fraction={totals.penetration} />}
        sentence={
          below === null ? words.penetrationSentence(counts.owned, market, counts.unknown) : words.below(percent(below))
        }
      />
      <FigureCell
        label={words.weighted}
        value={<PercentText fraction={totals.weightedPenetration} />}
        sentence={words.weightedSentence}
      />
      <FigureCell
        label={words.share}
        value={<PercentText fraction={share.base} />}
        sentence={
          isInterval
            ? words.shareSentence(percent(share.high.value ?? 0), percent(share.low.value ?? 0))
            : words.shareCells(totals.walletCells)
        }
      />
      <FigureCell
        label={words.expected}
        value={<MoneyText amount={moneyFigure(totals.expectedRevenue)} currency={currency} />}
        sentence={words.expectedSentence(totals.withoutExpectation)}
      />
      <FigureCell
        label={words.expectedMargin}
        value={
          seesMargins ? (
            <MoneyText amount={moneyFigure(totals.expectedMargin)} currency={currency} />
          ) : (
            <Hint note={text.hiddenNote}>{text.hidden}</Hint>
          )
        }
      />
      <FigureCell
        label={words.unknown}
        value={<NumberText value={counts.unknown} />}
        sentence={words.unknownSentence}
      />
    </FigureStrip>
  )
}
