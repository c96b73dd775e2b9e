import { useState } from 'react'
import { toCsv } from '../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../kit/data/download.ts'
import { FilterChip } from '../kit/figures/filter-chip.tsx'
import { Hint } from '../kit/figures/hint.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { reasonText } from '../kit/figures/reasons.ts'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { reachable } from '../kit/layout/roles.ts'
import type { GrowthBridge } from './api/economics-queries.ts'
import { type BridgeStepKey, isBehind, productName } from './bridge-step-words.ts'
import classes from './economics.module.css'
import { movementWord } from './steps.ts'
import { text } from './text.ts'

const words = text.accountBridge
const SHOWN_FIRST = 8
const SHOWN_MOST = 500
const PARTS = ['price', 'quantityEffect', 'currency'] as const
type PartKey = (typeof PARTS)[number]
const PART_WORDS: Readonly<Record<PartKey, string>> = {
  price: words.price,
  quantityEffect: words.byQuantity,
  currency: words.currency,
}

type BridgeProduct = GrowthBridge['products'][number]

function Quantities({ row }: { row: BridgeProduct }) {
  const quantity = (value: string | null) => (value === null ? <UnknownValue /> : <NumberText value={Number(value)} />)
  return (
    <>
      {quantity(row.quantityBefore)} → {quantity(row.quantity)}
    </>
  )
}

/** What a product did in a word, where its change is not one of price and quantity. */
function Movement({ row }: { row: BridgeProduct }) {
  if (row.movement === 'continuing') return null
  const word = words.movements[row.movement]
  return (
    <span className={classes.muted}>
      {' '}
      {row.reasons.length > 0 ? <Hint note={reasonText(row.reasons)}>{word}</Hint> : word}
    </span>
  )
}

/** A part of the change; empty where it says nothing about the product. */
function Part({ amount }: { amount: string | null }) {
  return <td>{amount === null || Number(amount) === 0 ? null : <MoneyText amount={amount} sign="always" />}</td>
}

function ProductRow({ row, parts }: { row: BridgeProduct; parts: readonly PartKey[] }) {
  return (
    <tr>
      <td className={classes.product}>
        {productName(row)}
        <Movement row={row} />
      </td>
      <td>
        <Quantities row={row} />
      </td>
      <td>
        <MoneyText amount={row.netRevenueBefore} />
      </td>
      <td>
        <MoneyText amount={row.netRevenue} />
      </td>
      <td>
        <MoneyText amount={row.change} sign="always" tone="change" />
      </td>
      {parts.map((part) => (
        <Part key={part} amount={row[part]} />
      ))}
    </tr>
  )
}

function exportProducts({ products, others, period }: GrowthBridge): void {
  const header = [
    words.code,
    words.product,
    words.line,
    words.movement,
    words.why,
    words.quantityBefore,
    words.quantity,
  ]
  const money = [words.before, words.now, words.change, words.price, words.byQuantity, words.currency]
  const cells = products.map((row) => [
    row.product?.code,
    productName(row),
    row.product?.productLine,
    words.movements[row.movement],
    row.reasons.length > 0 ? reasonText(row.reasons) : null,
    ...[row.quantityBefore, row.quantity, row.netRevenueBefore, row.netRevenue, row.change],
    ...[row.price, row.quantityEffect, row.currency],
  ])
  const rest = others
    ? [[null, words.others(others.products), null, null, null, null, null, others.netRevenueBefore, others.netRevenue]]
    : []
  const titles = [...header, ...money.map((name) => `${name}, ${period.currency}`)]
  downloadText(`${fileNameOf(words.productsTitle)}.csv`, toCsv(titles, [...cells, ...rest]), 'text/csv')
}

export interface BridgeProductsCardProps {
  readonly bridge: GrowthBridge
  /** Only the products behind this step. */
  readonly step: BridgeStepKey | null
  readonly onStep: (step: BridgeStepKey | null) => void
}

/** The products behind the steps of the bridge, the largest change first. */
export function BridgeProductsCard({ bridge, step, onStep }: BridgeProductsCardProps) {
  const locale = useLocale()
  const [isLong, setLong] = useState(false)
  const matching = step === null ? bridge.products : bridge.products.filter((row) => isBehind(step, row))
  const rows = matching.slice(0, isLong ? SHOWN_MOST : SHOWN_FIRST)
  const count = (value: number) => formatNumber(value, { locale })
  const parts = PARTS.filter((part) => bridge.products.some((row) => Number(row[part] ?? 0) !== 0))
  const { before, now, change } = words
  const headings = [words.product, words.quantities, before, now, change, ...parts.map((part) => PART_WORDS[part])]
  return (
    <Panel
      title={words.productsTitle}
      subtitle={`${words.productsSubtitle(count(rows.length), count(matching.length))}, ${bridge.period.currency}`}
      actions={
        <ExportMenu
          label={words.productsTitle}
          choices={[{ label: words.csv(count(bridge.products.length)), onSelect: () => exportProducts(bridge) }]}
        />
      }
    >
      {step === null ? null : <FilterChip label={words.behind(movementWord(step))} onRemove={() => onStep(null)} />}
      {matching.length === 0 ? <p className={classes.muted}>{words.none}</p> : null}
      <section className={classes.scroll} aria-label={words.productsTitle} {...reachable}>
        <table className={classes.table}>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ProductRow key={`${row.product?.code}/${row.product?.name}`} row={row} parts={parts} />
            ))}
          </tbody>
        </table>
      </section>
      {bridge.others && (isLong || matching.length <= SHOWN_FIRST) ? (
        <p className={classes.note}>{words.others(bridge.others.products)}</p>
      ) : null}
      {matching.length > SHOWN_FIRST ? (
        <QuietButton aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? words.fewer : words.all(count(Math.min(matching.length, SHOWN_MOST)))}
        </QuietButton>
      ) : null}
    </Panel>
  )
}
