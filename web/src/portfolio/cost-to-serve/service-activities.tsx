import type { CostToServe } from '../../economics/index.ts'
import { toCsv } from '../../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../../kit/data/download.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { Explain } from '../../kit/figures/explain.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { NumberText } from '../../kit/figures/number-text.tsx'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { ExportMenu } from '../../kit/layout/export-menu.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import classes from './cost-to-serve.module.css'
import { text } from './text.ts'

const words = text.activities
type Activity = CostToServe['activities'][number]

function exportActivities({ activities, period }: CostToServe): void {
  const cost = `${words.cost}, ${period.currency}`
  const header = [words.code, words.activity, words.pool, words.quantity, words.uncosted, words.minutes, cost]
  const rows = activities.map((activity) => [
    activity.code,
    activity.name,
    activity.pool,
    Number(activity.quantity),
    Number(activity.uncostedQuantity),
    Number(activity.minutes),
    Number(activity.cost),
  ])
  downloadText(`${fileNameOf(words.title)}.csv`, toCsv(header, rows), 'text/csv')
}

/** What was done for all accounts together, the dearest first, and what of it has no rate. */
export function ServiceActivities({ service }: { service: CostToServe }) {
  const locale = useLocale()
  const { activities, period, pools } = service
  const uncosted = activities.filter(({ uncostedQuantity }) => Number(uncostedQuantity) > 0)
  const assigned = activities.reduce((sum, { cost }) => sum + Number(cost), 0)
  const poolNames = new Map(pools.map(({ code, name }) => [code, name]))
  return (
    <Panel
      title={words.title}
      subtitle={words.subtitle(period.currency)}
      actions={
        activities.length > 0 ? (
          <ExportMenu label={words.title} choices={[{ label: words.csv, onSelect: () => exportActivities(service) }]} />
        ) : null
      }
    >
      {uncosted.length > 0 ? (
        <p className={classes.warning}>
          <span>{words.warning(formatNumber(uncosted.length, { locale }))}</span>
          <AppLink href={paths.importData()}>{words.importRates}</AppLink>
        </p>
      ) : null}
      {activities.length === 0 ? (
        <p className={classes.muted}>
          {words.empty} <AppLink href={paths.importData()}>{words.importCounts}</AppLink>
        </p>
      ) : (
        <section className={classes.scroll} {...reachable} aria-label={words.title}>
          <table className={classes.table}>
            <thead>
              <tr>
                {[words.activity, words.pool, words.quantity, words.minutes, words.cost].map((heading) => (
                  <th key={heading} scope="col" data-align={heading === words.pool ? 'start' : undefined}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {activities.map((activity) => (
                <ActivityRow
                  key={activity.code}
                  activity={activity}
                  pool={activity.pool === null ? null : (poolNames.get(activity.pool) ?? activity.pool)}
                  assigned={assigned}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  )
}

interface ActivityRowProps {
  readonly activity: Activity
  readonly pool: string | null
  readonly assigned: number
}

function ActivityRow({ activity, pool, assigned }: ActivityRowProps) {
  const locale = useLocale()
  const quantity = Number(activity.quantity)
  const uncosted = Number(activity.uncostedQuantity)
  const costed = quantity - uncosted
  const hasNoCost = uncosted > 0 && costed <= 0
  const warned = hasNoCost ? words.noRate : words.partly(formatNumber(uncosted, { locale }))
  return (
    <tr>
      <td>
        {activity.name}{' '}
        {uncosted > 0 ? (
          <Tag tone="caution" title={words.noRateNote}>
            {warned}
          </Tag>
        ) : null}
      </td>
      <td data-align="start">{pool ?? ''}</td>
      <td>
        <NumberText value={quantity} />
      </td>
      <td>
        <NumberText value={hasNoCost ? null : Number(activity.minutes)} />
      </td>
      <td>
        {hasNoCost ? (
          <MoneyText amount={null} />
        ) : (
          <Explain
            label={`${activity.name}: ${words.cost}`}
            sentence={words.explain}
            inputs={[
              { name: words.quantity, value: <NumberText value={quantity} />, source: text.chart.counts },
              {
                name: words.each,
                value: <NumberText value={costed > 0 ? Number(activity.minutes) / costed : null} decimals={1} />,
                source: text.chart.source,
              },
              {
                name: words.ofCost,
                value: <PercentText fraction={assigned > 0 ? Number(activity.cost) / assigned : null} tone="plain" />,
              },
            ]}
          >
            <MoneyText amount={activity.cost} />
          </Explain>
        )}
      </td>
    </tr>
  )
}
