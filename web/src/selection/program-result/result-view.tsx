import { useAccess } from '../../client/index.ts'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText, registerReasons } from '../../kit/figures/reasons.ts'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import shared from '../selection.module.css'
import classes from './program-result.module.css'
import { useProgramResult } from './program-results.ts'
import { Benchmarks, Collaboration, Pairs } from './result-context.tsx'
import { text } from './text.ts'
import type { ProgramMeasure, ProgramResult, Verdict } from './types.ts'

registerReasons({
  'selection/too-few-for-interval': 'Fewer than ten accounts.',
  'selection/too-few-for-collaboration': 'Too few accounts were scored by people of named functions.',
  'selection/no-outcomes': 'Nothing is known of it.',
  'selection/start-not-positive': 'There was nothing to grow from.',
})

const TONES: Readonly<Record<Verdict, TagTone>> = {
  better: 'gain',
  worse: 'loss',
  no_difference_shown: 'neutral',
  no_conclusion: 'caution',
}
const MEASURES = ['netRevenue', 'grossMargin', 'contribution'] as const

const points = (fraction: number, locale: string | undefined) =>
  formatNumber(fraction * 100, { locale, decimals: 1, sign: 'always' })

function VerdictTag({ verdict }: { verdict: Verdict }) {
  return <Tag tone={TONES[verdict]}>{text.verdicts[verdict]}</Tag>
}

function Finding({ result }: { result: ProgramResult }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  const growth = result.netRevenue?.againstMatched.growth
  const verdict = growth?.verdict ?? 'no_conclusion'
  const estimate = growth?.difference.value
  const { before, after, matching } = result
  const notes = [
    ...(result.joinedLater > 0 ? [text.joined(write(result.joinedLater))] : []),
    ...(matching.nobodyAlike > 0 ? [text.alone(write(matching.nobodyAlike))] : []),
    ...(matching.pairs > 0 && !matching.isBalanced ? [text.unbalanced] : []),
    ...(matching.unknown > 0 ? [text.unknown(write(matching.unknown))] : []),
    ...(result.hasEarlier ? [] : [text.noEarlier]),
    text.caveat,
  ]
  return (
    <Panel
      title={text.facts(write(result.keyAccounts), write(result.others))}
      subtitle={text.spans(
        formatMonthSpan(before.from, before.to, locale),
        formatMonthSpan(after.from, after.to, locale),
      )}
      actions={
        // Chosen when it was known how they would do: then no finding is one.
        2 * result.decidedAfterwards > result.keyAccounts ? (
          <Tag tone="caution">{text.mayBeHindsight}</Tag>
        ) : (
          <VerdictTag verdict={verdict} />
        )
      }
    >
      <p className={classes.finding}>
        {result.keyAccounts === 0 ? text.nobodyKey : text.findings[verdict](write(matching.pairs))}
      </p>
      {estimate ? (
        <p>
          {text.interval(
            points(estimate.value, locale),
            points(estimate.low, locale),
            points(estimate.high, locale),
            formatPercent(estimate.level, { locale, decimals: 0 }),
          )}
        </p>
      ) : null}
      {result.decidedAfterwards > 0 ? (
        <p className={classes.warning}>{text.hindsight(write(result.decidedAfterwards), write(result.keyAccounts))}</p>
      ) : null}
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Panel>
  )
}

interface MoneyInterval {
  readonly difference: ProgramMeasure['againstOwnTrend']['difference']
  readonly currency: string
}

function Interval({ difference, currency }: MoneyInterval) {
  const locale = useLocale()
  const { value, reasons } = difference
  if (!value) return <span title={reasonText(reasons)}>–</span>
  const write = (amount: string) => formatMoneyCompact(amount, { locale, currency })
  return (
    <span>
      {write(value.low)} … {write(value.high)}
    </span>
  )
}

function useMeasures(result: ProgramResult) {
  const { seesMargins } = useAccess()
  return MEASURES.filter((name) => result[name] !== null || (!seesMargins && name !== 'netRevenue')).map((name) => ({
    name,
    measure: result[name],
  }))
}

function Hidden({ columns }: { columns: number }) {
  return (
    <td colSpan={columns}>
      <span className={shared.muted}>{text.table.hidden}</span>
    </td>
  )
}

/** Change and growth of key accounts beside those of their counterparts. */
function Matched({ result }: { result: ProgramResult }) {
  const measures = useMeasures(result)
  const { currency } = result
  return (
    <Panel title={text.table.title} padding="flush">
      <section className={shared.scroll} aria-label={text.table.title} {...reachable}>
        <table className={`${shared.table} ${classes.table}`} aria-label={text.table.title}>
          <thead>
            <tr>
              <th scope="col">{text.table.measure}</th>
              {[text.table.key, text.table.other, text.table.difference, text.table.interval].map((head) => (
                <th key={head} scope="col" data-align="end">
                  {head}
                </th>
              ))}
              <th scope="col">{text.table.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ name, measure }) => (
              <tr key={name}>
                <th scope="row">{text.table.measures[name]}</th>
                {measure === null ? <Hidden columns={5} /> : <MatchedCells measure={measure} currency={currency} />}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

function MatchedCells({ measure, currency }: { measure: ProgramMeasure; currency: string }) {
  const { keyChange, otherChange, keyGrowth, otherGrowth, change } = measure.againstMatched
  return (
    <>
      <td data-align="end">
        <MoneyText amount={keyChange} currency={currency} sign="always" />
        <div className={shared.muted}>
          {text.table.growth} <PercentText fraction={keyGrowth} sign="always" />
        </div>
      </td>
      <td data-align="end">
        <MoneyText amount={otherChange} currency={currency} sign="always" />
        <div className={shared.muted}>
          {text.table.growth} <PercentText fraction={otherGrowth} sign="always" />
        </div>
      </td>
      <td data-align="end">
        {change.difference.value ? (
          <MoneyText amount={change.difference.value.value} currency={currency} sign="always" />
        ) : (
          <UnknownValue status={change.difference.status} reasons={change.difference.reasons} />
        )}
      </td>
      <td data-align="end">
        <Interval difference={change.difference} currency={currency} />
      </td>
      <td>
        <VerdictTag verdict={change.verdict} />
      </td>
    </>
  )
}

function OwnTrend({ result }: { result: ProgramResult }) {
  const measures = useMeasures(result)
  const { currency } = result
  const heads = [text.trend.before, text.trend.after, text.table.difference, text.table.interval]
  return (
    <Panel title={text.trend.title} subtitle={text.trend.subtitle} padding="flush">
      <section className={shared.scroll} aria-label={text.trend.title} {...reachable}>
        <table className={`${shared.table} ${classes.table}`} aria-label={text.trend.title}>
          <thead>
            <tr>
              <th scope="col">{text.table.measure}</th>
              {heads.map((head) => (
                <th key={head} scope="col" data-align="end">
                  {head}
                </th>
              ))}
              <th scope="col">{text.table.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ name, measure }) => (
              <tr key={name}>
                <th scope="row">{text.table.measures[name]}</th>
                {measure === null ? (
                  <Hidden columns={5} />
                ) : (
                  <>
                    <td data-align="end">
                      <MoneyText amount={measure.againstOwnTrend.changeBefore} currency={currency} sign="always" />
                    </td>
                    <td data-align="end">
                      <MoneyText amount={measure.againstOwnTrend.changeAfter} currency={currency} sign="always" />
                    </td>
                    <td data-align="end">
                      <MoneyText
                        amount={measure.againstOwnTrend.difference.value?.value ?? null}
                        currency={currency}
                        sign="always"
                      />
                    </td>
                    <td data-align="end">
                      <Interval difference={measure.againstOwnTrend.difference} currency={currency} />
                    </td>
                    <td>
                      <VerdictTag verdict={measure.againstOwnTrend.verdict} />
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

/** What the program has brought: the finding first, then what it rests on. */
export function ResultView({ runId }: { runId: string }) {
  const query = useProgramResult(runId)
  return (
    <QueryGate query={query} loading="chart">
      {(result) => (
        <div className={classes.stack}>
          <Finding result={result} />
          {result.keyAccounts > 0 ? <Matched result={result} /> : null}
          {result.keyAccounts > 0 && result.hasEarlier ? <OwnTrend result={result} /> : null}
          <Benchmarks benchmarks={result.benchmarks} />
          {result.keyAccounts > 0 ? <Collaboration collaboration={result.collaboration} /> : null}
          {result.keyAccounts > 0 ? <Pairs pairs={result.pairs} /> : null}
        </div>
      )}
    </QueryGate>
  )
}
