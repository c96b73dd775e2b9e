import type { ReactNode } from 'react'
import { Tag } from '../../kit/figures/badges.tsx'
import { Explain } from '../../kit/figures/explain.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { costOfMinute, type PoolSplit } from './pools.ts'
import { text } from './text.ts'

const words = text.chart
const MINUTE_DECIMALS = 2

/** One pool as cells of the table; each number explains itself. */
export function poolCells({ pool, used, over, unused }: PoolSplit, currency: string): ReactNode[] {
  const money = (amount: string | number) => <MoneyText amount={amount} form="full" currency={currency} />
  const capacity = { name: words.capacity, value: money(pool.capacityCost), source: words.source }
  const supplied = {
    name: words.supplied,
    value: <NumberText value={Number(pool.suppliedMinutes)} />,
    source: words.source,
  }
  const taken = { name: words.taken, value: <NumberText value={Number(pool.usedMinutes)} />, source: words.counts }
  const rate = { name: words.rate, value: <NumberText value={costOfMinute(pool)} decimals={MINUTE_DECIMALS} /> }
  const cost = <MoneyText amount={used + over} form="full" />
  return [
    pool.isRateMissing ? (
      <>
        {pool.name} <Tag tone="caution">{words.rateMissing}</Tag>
      </>
    ) : (
      pool.name
    ),
    <Explain
      key="capacity"
      label={`${pool.name}: ${words.capacity}`}
      sentence={words.explain.capacity}
      inputs={[supplied, rate]}
    >
      <MoneyText amount={pool.capacityCost} form="full" />
    </Explain>,
    <NumberText key="supplied" value={Number(pool.suppliedMinutes)} />,
    <NumberText key="taken" value={Number(pool.usedMinutes)} />,
    <Explain
      key="used"
      label={`${pool.name}: ${words.used}`}
      sentence={words.explain.used}
      inputs={[taken, rate, capacity]}
    >
      {cost}
    </Explain>,
    <MoneyText key="unused" amount={unused} form="full" />,
    pool.utilization === null ? (
      words.notCounted
    ) : (
      <Explain
        key="share"
        label={`${pool.name}: ${words.share}`}
        sentence={words.explain.minutes}
        inputs={[taken, supplied]}
      >
        <PercentText fraction={pool.utilization} tone="plain" />
      </Explain>
    ),
  ]
}
