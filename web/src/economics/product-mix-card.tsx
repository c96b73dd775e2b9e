import { toCsv } from '../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../kit/data/download.ts'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import type { AccountEconomics } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { MarginPercent } from './margin-value.tsx'
import { text } from './text.ts'

const words = text.mix
const CSV = 'Table (CSV)'

type MixRow = AccountEconomics['productMix'][number]

/** Name of a product line for the reader. */
export function lineName(row: Pick<MixRow, 'productLine' | 'category'>): string {
  return row.productLine ?? row.category ?? words.none
}

/** What the line did since the period before: a fraction, or a word where it is new or gone. */
export function lineChange(row: MixRow): number | 'new' | 'gone' | null {
  const before = row.netRevenueBefore === null ? 0 : Number(row.netRevenueBefore)
  const now = row.netRevenue === null ? 0 : Number(row.netRevenue)
  if (before <= 0) return now > 0 ? 'new' : null
  return now <= 0 ? 'gone' : now / before - 1
}

function Change({ row }: { row: MixRow }) {
  const change = lineChange(row)
  if (change === null) return null
  if (typeof change === 'string') return <span className={classes.muted}>{words[change]}</span>
  return <PercentText fraction={change} decimals={0} sign="always" tone="change" />
}

export interface ProductMixCardProps {
  readonly economics: AccountEconomics
  readonly seesMargins: boolean
  readonly lineHref: (productLine: string) => string
  /** How many lines to show, without share and change; everything without it. */
  readonly most?: number
}

/** Product lines with share, change and margin; each opens its invoice lines. */
export function ProductMixCard({ economics, seesMargins, lineHref, most }: ProductMixCardProps) {
  const rows = economics.productMix.slice(0, most)
  const { currency } = economics.period
  const isShort = most !== undefined
  const headings = isShort
    ? [words.line, words.net, words.margin]
    : [words.line, words.net, words.share, words.change, words.margin]
  const csv = () => {
    const header = [words.line, `${words.net}, ${currency}`, words.share, words.change, words.margin]
    const cells = economics.productMix.map((row) => [
      lineName(row),
      row.netRevenue === null ? null : Number(row.netRevenue),
      row.share,
      lineChange(row),
      row.grossMarginRate,
    ])
    downloadText(`${fileNameOf(words.title)}.csv`, toCsv(header, cells), 'text/csv')
  }
  return (
    <Panel
      title={words.title}
      subtitle={isShort ? currency : `${words.subtitle}, ${currency}`}
      actions={<ExportMenu label={words.title} choices={[{ label: CSV, onSelect: csv }]} />}
    >
      {rows.length === 0 ? <p className={classes.muted}>{words.empty}</p> : null}
      <div className={classes.scroll}>
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
              <tr key={`${row.category}/${row.productLine}`}>
                <td>
                  {row.productLine === null ? (
                    lineName(row)
                  ) : (
                    <AppLink href={lineHref(row.productLine)} title={words.open(lineName(row))}>
                      {lineName(row)}
                    </AppLink>
                  )}
                </td>
                <td>
                  <MoneyText amount={row.netRevenue} />
                </td>
                {isShort ? null : (
                  <>
                    <td>{row.share === null ? null : <PercentText fraction={row.share} decimals={0} />}</td>
                    <td>
                      <Change row={row} />
                    </td>
                  </>
                )}
                <td>
                  <MarginPercent seesMargins={seesMargins} fraction={row.grossMarginRate} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
