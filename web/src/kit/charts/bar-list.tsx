import { toCsv } from '../data/csv.ts'
import { downloadText, fileNameOf } from '../data/download.ts'
import { MoneyText } from '../figures/money-text.tsx'
import { PercentText } from '../figures/percent-text.tsx'
import { ExportMenu } from '../layout/export-menu.tsx'
import { Panel } from '../layout/panel.tsx'
import { AppLink } from '../routing/app-link.tsx'
import classes from './charts.module.css'
import { text } from './text.ts'

export interface BarListItem {
  readonly id: string
  readonly name: string
  readonly amount: number
  /** A fraction beside the amount: share, margin. Leave it out where there is none. */
  readonly share?: number | null
  readonly href?: string
}

export interface BarListProps {
  readonly title: string
  readonly subtitle?: string
  readonly items: readonly BarListItem[]
  readonly currency: string
  /** Heading of the fraction in the export. */
  readonly shareLabel?: string
}

/** Names with bars: concentration, product mix. It is its own table. */
export function BarList({ title, subtitle, items, currency, shareLabel = text.list.share }: BarListProps) {
  const largest = Math.max(1, ...items.map((item) => Math.abs(item.amount)))
  const csv = () => {
    const rows = items.map((item) => [item.name, item.amount, item.share])
    const content = toCsv([text.list.name, `${text.list.amount}, ${currency}`, shareLabel], rows)
    downloadText(`${fileNameOf(title)}.csv`, content, 'text/csv')
  }
  return (
    <Panel
      title={title}
      subtitle={subtitle}
      actions={<ExportMenu label={title} choices={[{ label: text.csv, onSelect: csv }]} />}
    >
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id} className={classes.listItem}>
            <span className={classes.listName} title={item.name}>
              {item.href ? <AppLink href={item.href}>{item.name}</AppLink> : item.name}
            </span>
            <span className={classes.listTrack} aria-hidden>
              <span
                className={classes.listBar}
                data-loss={item.amount < 0}
                style={{ width: `${(Math.abs(item.amount) / largest) * 100}%` }}
              />
            </span>
            <span className={classes.listAmount}>
              <MoneyText amount={item.amount} />
            </span>
            <span className={classes.listShare}>
              {item.share === undefined ? null : <PercentText fraction={item.share} />}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
