import type { ReactNode } from 'react'
import { Explain, type ExplainInput } from '../../kit/figures/explain.tsx'
import { FigureCell, FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatPercent } from '../../kit/format/number.ts'
import { summedUp } from './case-facts.ts'
import { reasonOf, yearsInWords } from './figure-words.ts'
import { text } from './text.ts'
import type { ValueCase, ValueResult } from './types.ts'
import classes from './value.module.css'

const words = text.figures
/** Larger amounts would not stand in their cell on a phone; their title has them in full. */
const TO_THE_CENT = 100_000

interface CaseFigureProps<Value> {
  readonly label: string
  readonly figure: {
    readonly value: Value | null
    readonly status: 'ok' | 'degraded' | 'insufficient_data' | 'not_applicable'
    readonly reasons: string[]
  }
  readonly sentence: string
  readonly explanation: string
  readonly inputs: readonly ExplainInput[]
  readonly write: (value: Value) => ReactNode
}

/** A figure that says why where it is not known. */
function CaseFigure<Value>({ label, figure, sentence, explanation, inputs, write }: CaseFigureProps<Value>) {
  return (
    <FigureCell
      label={label}
      value={figure.value === null ? <span className={classes.unknown}>{text.notKnown}</span> : write(figure.value)}
      sentence={reasonOf(figure) ?? sentence}
      explain={<Explain label={label} sentence={explanation} inputs={inputs} />}
    />
  )
}

function flowInputs(result: ValueResult, currency: string): ExplainInput[] {
  return result.flows.map((flow, year) => ({
    name: text.year(year),
    value: <MoneyText amount={flow} currency={currency} form="full" />,
  }))
}

function summedInputs(result: ValueResult, currency: string): ExplainInput[] {
  const sums = summedUp(result.flows)
  return flowInputs(result, currency).map((input, year) => ({
    ...input,
    contribution: <MoneyText amount={sums[year] ?? 0} currency={currency} form="full" />,
  }))
}

export interface CaseFiguresProps {
  readonly valueCase: ValueCase
  readonly currency: string
}

/** What the case is expected to come to, large, each figure with its meaning. */
export function CaseFigures({ valueCase, currency }: CaseFiguresProps) {
  const locale = useLocale()
  const result = valueCase.results.expected
  const rate = formatPercent(valueCase.discountRate, { locale })
  const money = (amount: string) => <MoneyText amount={amount} currency={currency} form="full" />
  const net = Number(result.net)
  const inShort = formatMoneyCompact(Math.abs(net), { locale, currency })
  const percent = (fraction: number) => <PercentText fraction={fraction} />
  const years = (count: number) => yearsInWords(count, locale)
  const rateInput: ExplainInput = { name: words.inputs.rate, value: rate }
  const flows = flowInputs(result, currency)
  return (
    <FigureStrip label={words.label}>
      <CaseFigure
        label={words.roi}
        figure={result.returnOnInvestment}
        sentence={net < 0 ? words.roiBelow(inShort) : words.roiSentence(inShort)}
        explanation={words.explain.roi}
        inputs={[
          { name: words.inputs.benefits, value: money(result.benefits) },
          { name: words.inputs.costs, value: money(result.costs) },
          { name: words.inputs.net, value: money(result.net) },
        ]}
        write={percent}
      />
      <CaseFigure
        label={words.npv}
        figure={result.netPresentValue}
        sentence={words.npvSentence(rate)}
        explanation={words.explain.npv}
        inputs={[rateInput, ...flows]}
        write={(amount) => (
          <MoneyText
            amount={amount}
            currency={currency}
            form={Math.abs(Number(amount)) < TO_THE_CENT ? 'full' : 'compact'}
          />
        )}
      />
      <CaseFigure
        label={words.irr}
        figure={result.internalRate}
        sentence={words.irrSentence(rate)}
        explanation={words.explain.irr}
        inputs={[rateInput, ...flows]}
        write={percent}
      />
      <CaseFigure
        label={words.payback}
        figure={result.paybackYears}
        sentence={words.paybackSentence}
        explanation={words.explain.payback}
        inputs={summedInputs(result, currency)}
        write={years}
      />
      <CaseFigure
        label={words.discounted}
        figure={result.discountedPaybackYears}
        sentence={words.discountedSentence(rate)}
        explanation={words.explain.discounted}
        inputs={[rateInput, ...flows]}
        write={years}
      />
    </FigureStrip>
  )
}
