import type { ReactNode } from 'react'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText } from '../../kit/figures/reasons.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { text } from './text.ts'
import { type ValueCase, type ValueResult, VIEWS } from './types.ts'
import classes from './value.module.css'

const words = text.views

type FigureName = 'returnOnInvestment' | 'netPresentValue' | 'internalRate' | 'paybackYears' | 'discountedPaybackYears'

const FIGURES: Readonly<Record<FigureName, string>> = {
  returnOnInvestment: text.figures.roi,
  netPresentValue: text.figures.npv,
  internalRate: text.figures.irr,
  ...words.years,
}
const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[]
const SUMS = ['benefits', 'costs', 'net'] as const

/** Reasons by figure, with the views that share them. */
function reasonsOf({ results }: ValueCase): string[] {
  return FIGURE_NAMES.flatMap((name) => {
    const byReason = new Map<string, string[]>()
    for (const view of VIEWS) {
      const { value, reasons } = results[view][name]
      if (value !== null && reasons.length === 0) continue
      const why = reasonText(reasons)
      byReason.set(why, [...(byReason.get(why) ?? []), words.names[view]])
    }
    return [...byReason].map(([why, views]) => words.reason(FIGURES[name], views.join(', ').toLowerCase(), why))
  })
}

function FigureValue({ result, name }: { readonly result: ValueResult; readonly name: FigureName }): ReactNode {
  const { value } = result[name]
  if (value === null) return <span className={classes.muted}>{text.notKnown}</span>
  if (name === 'netPresentValue') return <MoneyText amount={value} />
  if (name === 'returnOnInvestment' || name === 'internalRate') return <PercentText fraction={Number(value)} />
  return <NumberText value={Number(value)} decimals={1} />
}

/** Low, base, high and expected beside each other, and in words why a figure is missing. */
export function ViewsPanel({ valueCase }: { readonly valueCase: ValueCase }) {
  const { results } = valueCase
  const reasons = reasonsOf(valueCase)
  return (
    <Panel title={words.title} subtitle={words.subtitle}>
      <section className={classes.scroll} aria-label={words.title} {...reachable}>
        <table className={classes.views}>
          <thead>
            <tr>
              <th scope="col">{words.measure}</th>
              {VIEWS.map((view) => (
                <th key={view} scope="col" data-view={view}>
                  {words.names[view]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURE_NAMES.map((name) => (
              <tr key={name}>
                <th scope="row">{FIGURES[name]}</th>
                {VIEWS.map((view) => (
                  <td key={view} data-view={view}>
                    <FigureValue result={results[view]} name={name} />
                  </td>
                ))}
              </tr>
            ))}
            {SUMS.map((name) => (
              <tr key={name} className={classes.sum}>
                <th scope="row">{words[name]}</th>
                {VIEWS.map((view) => (
                  <td key={view} data-view={view}>
                    <MoneyText amount={results[view][name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {reasons.length > 0 ? (
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      <p className={classes.muted}>{words.note}</p>
    </Panel>
  )
}
