import { ExplainedFigure } from '../../kit/figures/explained-figure.tsx'
import { FigureStrip } from '../../kit/figures/figure-strip.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { Purchase } from './types.ts'

const words = text.fit

/** How well our selling fits their buying, in figures that say what they are made of. */
export function FitStrip({ purchase: { fit, customerSteps, ourSteps } }: { readonly purchase: Purchase }) {
  const locale = useLocale()
  const theirs = customerSteps.length
  const ours = ourSteps.length
  const unnamed = customerSteps.filter(({ marks }) => marks.includes('nobody_named')).length
  const count = (value: number) => <NumberText value={value} />
  return (
    <FigureStrip label={words.label}>
      <ExplainedFigure
        label={words.coverageGap}
        explanation={words.coverageExplanation}
        inputs={[
          { name: words.inputs.notServed, value: count(fit.notServed) },
          { name: words.inputs.milestones, value: count(theirs) },
        ]}
        sentence={words.coverageSentence(fit.notServed, theirs)}
      >
        <PercentText fraction={fit.coverageGap} decimals={0} />
      </ExplainedFigure>
      <ExplainedFigure
        label={words.orphans}
        explanation={words.orphanExplanation}
        inputs={[
          { name: words.inputs.orphans, value: count(fit.orphans) },
          { name: words.inputs.ours, value: count(ours) },
        ]}
        sentence={words.orphanSentence(fit.orphans, ours)}
      >
        <PercentText fraction={fit.orphanShare} decimals={0} />
      </ExplainedFigure>
      <ExplainedFigure
        label={words.order}
        explanation={words.orderExplanation}
        inputs={[{ name: words.inputs.crossing, value: count(fit.inverted) }]}
        sentence={words.orderSentence(formatNumber(fit.inverted, { locale }))}
      >
        <PercentText fraction={fit.inversions} decimals={0} />
      </ExplainedFigure>
      <ExplainedFigure
        label={words.slip}
        explanation={words.slipExplanation}
        inputs={[{ name: words.inputs.late, value: count(fit.lateSteps) }]}
        sentence={words.slipSentence(fit.lateSteps)}
      >
        <Slip slip={fit.medianSlipDays} />
      </ExplainedFigure>
      <ExplainedFigure
        label={words.roles}
        explanation={words.rolesExplanation}
        inputs={[
          { name: text.marks.nobody_named, value: count(unnamed) },
          { name: words.inputs.milestones, value: count(theirs) },
        ]}
        sentence={words.rolesSentence}
      >
        <PercentText fraction={fit.roleGap} decimals={0} />
      </ExplainedFigure>
    </FigureStrip>
  )
}

function Slip({ slip }: { readonly slip: Purchase['fit']['medianSlipDays'] }) {
  const locale = useLocale()
  if (slip.value === null) return <UnknownValue status={slip.status} reasons={slip.reasons} />
  const decimals = Number.isInteger(slip.value) ? 0 : 1
  return <span>{words.slipDays(formatNumber(slip.value, { locale, decimals }))}</span>
}
