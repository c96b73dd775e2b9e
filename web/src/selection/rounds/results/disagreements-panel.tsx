import { Button } from '@mantine/core'
import { useState } from 'react'
import { Tag } from '../../../kit/figures/badges.tsx'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { Panel } from '../../../kit/layout/panel.tsx'
import { reachable } from '../../../kit/layout/roles.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { RoundDetail, RoundResults } from '../types.ts'
import type { SettleSubject } from './settle-dialog.tsx'

const SHOWN = 12

export interface DisagreementsPanelProps {
  readonly round: RoundDetail
  readonly results: RoundResults
  readonly onOpen: (subject: SettleSubject) => void
}

/** Where the raters differ and nothing is settled, those first that could carry an account across the cut. */
export function DisagreementsPanel({ round, results, onOpen }: DisagreementsPanelProps) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  const names = new Map(round.criteria.map(({ criterionKey, name }) => [criterionKey, name]))
  const [showsAll, setShowAll] = useState(false)
  const shown = showsAll ? results.disagreements : results.disagreements.slice(0, SHOWN)
  const verb = round.mayLead && round.status === 'closed' ? text.results.settle : text.results.look
  const showsPlaces = results.placesUnknown === null
  return (
    <Panel
      title={text.results.matters}
      subtitle={
        results.placesUnknown === null ? text.results.mattersNote : text.results.placesUnknown[results.placesUnknown]
      }
    >
      {shown.length === 0 ? <p>{text.results.mattersNone}</p> : null}
      {shown.length > 0 ? (
        <div className={classes.scroll} {...reachable}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{text.sheet.account}</th>
                <th scope="col">{text.results.criterion}</th>
                <th scope="col" data-align="end">
                  {text.results.range}
                </th>
                {showsPlaces ? <th scope="col">{text.results.ranks}</th> : null}
                <th scope="col">
                  <span className={classes.hidden}>{text.results.settle}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ account, criterionKey, range, crossesCut, worstRank, bestRank }) => (
                <tr key={`${account.id} ${criterionKey}`}>
                  <th scope="row">{account.name}</th>
                  <td>{names.get(criterionKey) ?? criterionKey}</td>
                  <td data-align="end">{write(range)}</td>
                  {showsPlaces ? (
                    <td>
                      {bestRank === null || worstRank === null
                        ? text.results.hiddenRank
                        : text.results.rankSpan(write(bestRank), write(worstRank))}{' '}
                      {crossesCut ? <Tag tone="caution">{text.results.crosses}</Tag> : null}
                    </td>
                  ) : null}
                  <td data-align="end">
                    <Button
                      aria-label={`${verb}: ${account.name}, ${names.get(criterionKey) ?? criterionKey}`}
                      onClick={() => onOpen({ account, criterionKey })}
                    >
                      {verb}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {results.disagreements.length > shown.length ? (
        <Button onClick={() => setShowAll(true)}>{text.results.showAll(write(results.disagreements.length))}</Button>
      ) : null}
    </Panel>
  )
}
