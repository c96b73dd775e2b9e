import { useAccess } from '../client/index.ts'
import { Tag } from '../kit/figures/badges.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { Hint } from '../kit/figures/hint.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { reasonText, registerReasons } from '../kit/figures/reasons.ts'
import { seriesColor } from '../kit/figures/score-bar.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { reachable } from '../kit/layout/roles.ts'
import { formatMeasure, MeasureText, useMeasures } from '../program/index.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { ExplainedCriterion } from './types.ts'

registerReasons(text.evidenceReasons)

/** Unknown, or known but not for this reader. */
function Missing({ criterion }: { criterion: ExplainedCriterion }) {
  if (criterion.evidence.status === 'missing') return <UnknownValue reasons={criterion.evidence.reasons} />
  return <Hint note={text.score.hiddenHint}>{text.score.hidden}</Hint>
}

function RawValue({ criterion, currency }: { criterion: ExplainedCriterion; currency: string | undefined }) {
  const locale = useLocale()
  if (criterion.raw === null) return <Missing criterion={criterion} />
  if (criterion.kind === 'judged') {
    return text.score.judgedScore(
      formatNumber(criterion.raw, { locale, decimals: Number.isInteger(criterion.raw) ? 0 : 1 }),
    )
  }
  return <MeasureText value={criterion.raw} unit={criterion.unit} currency={currency} />
}

function Evidence({ evidence }: { evidence: ExplainedCriterion['evidence'] }) {
  const measures = useMeasures()
  const measure = measures.data?.measures.find(({ key }) => key === evidence.source)
  const source = evidence.source === 'judgement' ? text.score.judgement : (measure?.name ?? evidence.source)
  if (evidence.status === 'missing') {
    return (
      <Hint className={classes.muted} note={reasonText(evidence.reasons)}>
        {text.score.missing}
      </Hint>
    )
  }
  return (
    <span className={classes.muted}>
      {evidence.reasons.length > 0 ? <Hint note={reasonText(evidence.reasons)}>{source}</Hint> : source}
      {evidence.date ? ' · ' : null}
      {evidence.date ? <DateText value={evidence.date} /> : null}
      {evidence.authors.length > 0 ? ` · ${text.score.judgedBy(evidence.authors.join(', '))}` : null}{' '}
      {evidence.status === 'stale' ? <Tag tone="caution">{text.score.stale}</Tag> : null}
    </span>
  )
}

function Lift({ criterion, currency }: { criterion: ExplainedCriterion; currency: string | undefined }) {
  const locale = useLocale()
  if (criterion.canLiftAlone === null) return null
  if (!criterion.canLiftAlone) return <span className={classes.muted}>{text.score.liftNever}</span>
  if (criterion.neededRaw === null) return <Hint note={text.score.hiddenHint}>{text.score.hidden}</Hint>
  const needed =
    criterion.kind === 'judged'
      ? text.score.judgedScore(
          formatNumber(criterion.neededRaw, { locale, decimals: Number.isInteger(criterion.neededRaw) ? 0 : 1 }),
        )
      : formatMeasure(criterion.neededRaw, criterion.unit, { locale, currency })
  return <span className={classes.muted}>{text.score.liftAlone(needed)}</span>
}

function Points({ value, criterion }: { value: number | null; criterion: ExplainedCriterion }) {
  return value === null ? <Missing criterion={criterion} /> : <NumberText value={value} decimals={1} />
}

/** The median of all accounts; only for people who may see margins, because it tells of them. */
function Median({ points }: { points: number | null }) {
  const { isKnown, seesMargins } = useAccess()
  if (points !== null) return <NumberText value={points} decimals={1} />
  return isKnown && !seesMargins ? <Hint note={text.score.hiddenHint}>{text.score.hidden}</Hint> : <UnknownValue />
}

/** Every criterion of a score: value, points, what it adds, against the median, on what evidence, and what would help. */
export function ScoreCriteria({ criteria }: { criteria: readonly ExplainedCriterion[] }) {
  const { currency } = useAccess()
  const showsLift = criteria.some(({ canLiftAlone }) => canLiftAlone !== null)
  return (
    <section className={classes.scroll} {...reachable} aria-label={text.score.criteria}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.score.criterion}</th>
            <th scope="col" data-align="end">
              {text.score.weight}
            </th>
            <th scope="col" data-align="end">
              {text.score.value}
            </th>
            <th scope="col" data-align="end">
              {text.score.points}
            </th>
            <th scope="col" data-align="end">
              {text.score.adds}
            </th>
            <th scope="col" data-align="end">
              {text.score.median}
            </th>
            <th scope="col">{text.score.source}</th>
            {showsLift ? <th scope="col">{text.score.lift}</th> : null}
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion, index) => (
            <tr key={criterion.key}>
              <th scope="row">
                <span className={classes.dot} style={{ background: seriesColor(index) }} aria-hidden />
                <Hint note={criterion.definition}>{criterion.name}</Hint>
              </th>
              <td data-align="end">
                <PercentText fraction={criterion.weightShare} decimals={0} />
              </td>
              <td data-align="end">
                <RawValue criterion={criterion} currency={currency} />
              </td>
              <td data-align="end">
                <Points value={criterion.points} criterion={criterion} />
              </td>
              <td data-align="end">
                <Points value={criterion.contribution} criterion={criterion} />
              </td>
              <td data-align="end">
                <Median points={criterion.medianPoints} />
              </td>
              <td>
                <Evidence evidence={criterion.evidence} />
              </td>
              {showsLift ? (
                <td>
                  <Lift criterion={criterion} currency={currency} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
