import type { ReactNode } from 'react'
import { useAccess } from '../../client/index.ts'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { registerReasons } from '../../kit/figures/reasons.ts'
import { formatDate, formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import plain from '../../kit/layout/plain-table.module.css'
import { reachable } from '../../kit/layout/roles.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { useResults } from './api/definitions.ts'
import classes from './record.module.css'
import { text } from './text.ts'
import type { Definition, DefinitionSide } from './types.ts'

registerReasons(text.results.reasons)

interface Line {
  readonly label: string
  readonly indent?: boolean
  readonly write: (side: DefinitionSide) => ReactNode
}

function useLines(sides: readonly DefinitionSide[]): readonly Line[] {
  const { currency, seesMargins } = useAccess()
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, { locale })
  const tiers = [...new Set(sides.flatMap((side) => side.tiers.map(({ tier }) => tier)))].sort()
  return [
    {
      label: text.results.span,
      write: ({ from, to, months }) => text.results.spanOf(formatMonthSpan(from, to, locale), months),
    },
    { label: text.results.keyAccounts, write: ({ keyAccounts }) => count(keyAccounts) },
    ...tiers.map((tier) => ({
      label: text.results.tier(tier),
      indent: true,
      write: (side: DefinitionSide) => count(side.tiers.find((one) => one.tier === tier)?.accounts ?? 0),
    })),
    {
      label: text.results.netRevenue,
      write: ({ netRevenue }) => <MoneyText amount={netRevenue} currency={currency} />,
    },
    {
      label: text.results.contribution,
      write: ({ contribution }) =>
        seesMargins ? (
          <MoneyText amount={contribution} currency={currency} />
        ) : (
          <span className={classes.muted}>{text.results.hidden}</span>
        ),
    },
    { label: text.results.overrides, write: ({ overrides }) => count(overrides) },
  ]
}

function ResultTable({ before, since }: { before: DefinitionSide; since: DefinitionSide | null }) {
  const locale = useLocale()
  const sides = since ? [before, since] : [before]
  const lines = useLines(sides)
  return (
    <div className={classes.scroll} {...reachable}>
      <table className={plain.plain}>
        <thead>
          <tr>
            <th scope="col">{text.results.measure}</th>
            <th scope="col">{text.results.before(formatDate(before.onDate, locale))}</th>
            {since ? <th scope="col">{text.results.since(formatDate(since.onDate, locale))}</th> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, indent, write }) => (
            <tr key={label}>
              <th scope="row" className={indent ? classes.indented : undefined}>
                {label}
              </th>
              {sides.map((side) => (
                <td key={side.onDate}>{write(side)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the numbers say about a rebuild, so that its cycle can be seen. */
export function DefinitionResults({ version }: { version: Definition }) {
  const results = useResults(version)
  const sees = useAccess().workspace?.visibility
  return (
    <Panel title={text.results.title} subtitle={text.results.note}>
      <QueryGate query={results}>
        {({ before, since }) => (
          <>
            <ResultTable before={before} since={since} />
            {since === null ? <p className={classes.muted}>{text.results.planned}</p> : null}
            {sees === 'all' ? null : <p className={classes.muted}>{text.results.visible}</p>}
          </>
        )}
      </QueryGate>
    </Panel>
  )
}
