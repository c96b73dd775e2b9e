import { NumberText } from '../../../kit/figures/number-text.tsx'
import { reasonText } from '../../../kit/figures/reasons.ts'
import { Panel } from '../../../kit/layout/panel.tsx'
import { reachable } from '../../../kit/layout/roles.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { RoundResults } from '../types.ts'

/** Who scores severely and who generously, and whether that may be taken out. */
export function SeverityPanel({ results }: { readonly results: RoundResults }) {
  const { raters, isCorrectable, reasons } = results.severity
  return (
    <Panel title={text.results.severity} subtitle={text.results.severityNote}>
      <div className={classes.scroll} {...reachable}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{text.progress.person}</th>
              <th scope="col">{text.progress.function}</th>
              <th scope="col" data-align="end">
                {text.results.deviation}
              </th>
              <th scope="col" data-align="end">
                {text.results.common}
              </th>
            </tr>
          </thead>
          <tbody>
            {raters.map(({ personId, name, function: part, deviation, commonScores }) => (
              <tr key={personId}>
                <th scope="row">{name}</th>
                <td>{part}</td>
                <td data-align="end">
                  <NumberText value={deviation} decimals={2} sign="always" />
                </td>
                <td data-align="end">
                  <NumberText value={commonScores} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.muted}>{isCorrectable ? text.results.correctable : reasonText(reasons)}</p>
    </Panel>
  )
}
