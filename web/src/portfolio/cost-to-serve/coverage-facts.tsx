import type { ReactNode } from 'react'
import type { CostToServe } from '../../economics/index.ts'
import { Explain, type ExplainInput } from '../../kit/figures/explain.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { reasonText } from '../../kit/figures/reasons.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import classes from './cost-to-serve.module.css'
import { notAssigned, splitPools } from './pools.ts'
import { text } from './text.ts'

const words = text.facts
type Totals = NonNullable<CostToServe['totals']>

interface RowProps {
  readonly label: string
  readonly sentence: string
  readonly inputs: readonly ExplainInput[]
  readonly kind?: 'whole' | 'part'
  readonly children: ReactNode
}

function FactRow({ label, sentence, inputs, kind, children }: RowProps) {
  return (
    <tr className={kind ? classes[kind] : undefined}>
      <th scope="row">{label}</th>
      <td>
        <Explain label={label} sentence={sentence} inputs={inputs}>
          {children}
        </Explain>
      </td>
    </tr>
  )
}

/** How much of what serving costs found an account, and where the rest lies. */
export function CoverageFacts({ service }: { service: CostToServe }) {
  const { coverage, totals } = service
  return (
    <Panel title={words.title}>
      <table className={classes.table}>
        <tbody>
          <FactRow
            label={words.coverage}
            sentence={`${words.explain.coverage} ${reasonText(coverage.reasons)}`.trim()}
            inputs={totals === null ? [] : wholeAndPart(totals)}
            kind="whole"
          >
            <PercentText fraction={coverage} tone="plain" />
          </FactRow>
          {totals === null ? null : <Sums service={service} totals={totals} />}
        </tbody>
      </table>
      {totals === null && service.pools.length > 0 ? (
        <p className={classes.note}>
          {words.unknown} <AppLink href={paths.importData()}>{words.import}</AppLink>
        </p>
      ) : (
        <p className={classes.note}>{words.note}</p>
      )}
    </Panel>
  )
}

function wholeAndPart(totals: Totals): ExplainInput[] {
  return [
    { name: words.used, value: <MoneyText amount={totals.usedCost} form="full" /> },
    { name: words.capacity, value: <MoneyText amount={totals.capacityCost} form="full" /> },
  ]
}

function Sums({ service, totals }: { service: CostToServe; totals: Totals }) {
  const { currency } = service.period
  const splits = splitPools(service.pools)
  const behind = (part: 'capacity' | 'used' | 'unused' | 'over' | 'uncounted'): ExplainInput[] =>
    splits
      .filter((split) => split[part] > 0)
      .map((split) => ({ name: split.pool.name, value: <MoneyText amount={split[part]} form="full" /> }))
  const money = (amount: string | number) => <MoneyText amount={amount} currency={currency} tone="plain" />
  return (
    <>
      <FactRow label={words.capacity} sentence={words.explain.capacity} inputs={behind('capacity')}>
        {money(totals.capacityCost)}
      </FactRow>
      <FactRow
        label={words.used}
        sentence={words.explain.used}
        inputs={splits
          .filter(({ pool }) => Number(pool.usedCost) > 0)
          .map(({ pool }) => ({ name: pool.name, value: <MoneyText amount={pool.usedCost} form="full" /> }))}
      >
        {money(totals.usedCost)}
      </FactRow>
      {Number(totals.overusedCost) > 0 ? (
        <FactRow
          label={words.over}
          sentence={reasonText(['economics/capacity-over-used'])}
          inputs={behind('over')}
          kind="part"
        >
          {money(totals.overusedCost)}
        </FactRow>
      ) : null}
      <FactRow
        label={words.open}
        sentence={words.explain.open}
        inputs={[
          { name: words.unused, value: <MoneyText amount={totals.unusedCost} form="full" /> },
          { name: words.uncounted, value: <MoneyText amount={totals.uncountedCost} form="full" /> },
        ]}
      >
        {money(notAssigned(totals))}
      </FactRow>
      <FactRow label={words.unused} sentence={words.explain.unused} inputs={behind('unused')} kind="part">
        {money(totals.unusedCost)}
      </FactRow>
      <FactRow label={words.uncounted} sentence={words.explain.uncounted} inputs={behind('uncounted')} kind="part">
        {money(totals.uncountedCost)}
      </FactRow>
    </>
  )
}
