import { toCsv } from '../kit/data/csv.ts'
import { downloadText, fileNameOf } from '../kit/data/download.ts'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { StateRefused } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import type { AccountEconomics } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { text } from './text.ts'

const words = text.activities

function exportActivities({ activities, period }: AccountEconomics): void {
  const header = [words.code, words.activity, words.quantity, words.minutes, `${words.cost}, ${period.currency}`]
  const rows = (activities ?? []).map(({ code, name, quantity, minutes, cost }) => [
    code,
    name,
    quantity,
    minutes,
    cost,
  ])
  downloadText(`${fileNameOf(words.title)}.csv`, toCsv(header, rows), 'text/csv')
}

/** What serving the account takes: activities, their minutes and cost. */
export function ActivitiesCard({ economics, seesMargins }: { economics: AccountEconomics; seesMargins: boolean }) {
  const activities = economics.activities ?? []
  return (
    <Panel
      title={words.title}
      subtitle={`${words.subtitle}, ${economics.period.currency}`}
      actions={
        activities.length > 0 ? (
          <ExportMenu
            label={words.title}
            choices={[{ label: words.csv, onSelect: () => exportActivities(economics) }]}
          />
        ) : null
      }
    >
      {seesMargins ? null : <StateRefused sentence={text.hiddenNote} />}
      {seesMargins && activities.length === 0 ? (
        <div className={classes.empty}>
          <span>{words.empty}</span>
          <AppLink href={paths.importData()}>{words.import}</AppLink>
        </div>
      ) : null}
      {activities.length > 0 ? (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                {[words.activity, words.quantity, words.minutes, words.cost].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {activities.map((activity) => (
                <tr key={activity.code}>
                  <td>{activity.name}</td>
                  <td>
                    <NumberText value={Number(activity.quantity)} />
                  </td>
                  <td>
                    {activity.minutes === null ? <UnknownValue /> : <NumberText value={Number(activity.minutes)} />}
                  </td>
                  <td>
                    <MoneyText amount={activity.cost} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Panel>
  )
}
