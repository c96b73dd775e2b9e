import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { Panel } from '../../../kit/layout/panel.tsx'
import { reachable } from '../../../kit/layout/roles.ts'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { useInfluence } from '../api/round-queries.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { Influence, RoundDetail } from '../types.ts'

type RaterInfluence = Influence['raters'][number]

/** What the list would be without each rater's scores. */
export function InfluencePanel({ round }: { readonly round: RoundDetail }) {
  const influence = useInfluence(round.id)
  const locale = useLocale()
  return (
    <Panel title={text.results.influence} subtitle={text.results.influenceNote}>
      <QueryGate query={influence}>
        {({ raters }) => (
          <div className={classes.scroll} {...reachable}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{text.progress.person}</th>
                  <th scope="col" data-align="end">
                    {text.results.judged}
                  </th>
                  <th scope="col">{text.results.influence}</th>
                </tr>
              </thead>
              <tbody>
                {raters.map((rater) => (
                  <tr key={rater.personId}>
                    <th scope="row">{rater.name}</th>
                    <td data-align="end">{formatNumber(rater.judgedAccounts, { locale })}</td>
                    <td>
                      <Effect rater={rater} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </QueryGate>
    </Panel>
  )
}

function Effect({ rater }: { rater: RaterInfluence }) {
  const locale = useLocale()
  const { fallsOut, comesIn, changes } = rater
  if (changes === 0) return <span className={classes.muted}>{text.results.noInfluence}</span>
  const unseen = changes - fallsOut.length - comesIn.length
  const names = (accounts: RaterInfluence['fallsOut']) => accounts.map(({ name }) => name).join(', ')
  return (
    <>
      {fallsOut.length > 0 ? (
        <div>
          {names(fallsOut)} <span className={classes.muted}>{text.results.fallsOut}</span>
        </div>
      ) : null}
      {comesIn.length > 0 ? (
        <div>
          {names(comesIn)} <span className={classes.muted}>{text.results.comesIn}</span>
        </div>
      ) : null}
      {unseen > 0 ? (
        <div className={classes.muted}>{text.results.hiddenMore(formatNumber(unseen, { locale }))}</div>
      ) : null}
    </>
  )
}
