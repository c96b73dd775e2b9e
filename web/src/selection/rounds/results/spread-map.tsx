import { Button } from '@mantine/core'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { Panel } from '../../../kit/layout/panel.tsx'
import { reachable } from '../../../kit/layout/roles.ts'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { useResultRows } from '../api/round-queries.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { ResultCell, RoundDetail } from '../types.ts'
import type { SettleSubject } from './settle-dialog.tsx'

const LEVELS = [0, 1, 2, 3, 4] as const

export interface SpreadMapProps {
  readonly round: RoundDetail
  readonly onOpen: (subject: SettleSubject) => void
}

/** Accounts by criteria, colored by how far the raters lie apart; every cell also says it in words. */
export function SpreadMap({ round, onOpen }: SpreadMapProps) {
  const rows = useResultRows(round.id)
  const names = new Map(round.criteria.map(({ criterionKey, name }) => [criterionKey, name]))
  return (
    <Panel title={text.results.map} subtitle={text.results.mapNote}>
      <QueryGate query={rows}>
        {({ pages }) => (
          <>
            <Legend />
            <div className={classes.gridScroll} {...reachable}>
              <table className={classes.grid}>
                <thead>
                  <tr>
                    <th scope="col">{text.sheet.account}</th>
                    {round.criteria.map(({ criterionKey, name }) => (
                      <th key={criterionKey} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {pages
                    .flatMap((page) => page.rows)
                    .map(({ account, cells }) => (
                      <tr key={account.id} className={classes.gridRow}>
                        <th scope="row">
                          <span className={classes.accountName}>{account.name}</span>{' '}
                          <span className={classes.muted}>{account.code}</span>
                        </th>
                        {cells.map((cell) => (
                          <td key={cell.criterionKey}>
                            <MapCell
                              cell={cell}
                              name={text.results.cell(
                                account.name,
                                names.get(cell.criterionKey) ?? cell.criterionKey,
                                '',
                              )}
                              onOpen={() => onOpen({ account, criterionKey: cell.criterionKey })}
                            />
                          </td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
            {rows.hasNextPage ? (
              <Button loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
                {text.list.more}
              </Button>
            ) : null}
          </>
        )}
      </QueryGate>
    </Panel>
  )
}

function Legend() {
  return (
    <div className={classes.legend}>
      <span className={classes.muted}>{text.results.legend}</span>
      {LEVELS.map((level) => (
        <span key={level} className={classes.mapCell} data-range={level}>
          {level}
        </span>
      ))}
    </div>
  )
}

function MapCell({ cell, name, onOpen }: { cell: ResultCell; name: string; onOpen: () => void }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale, decimals: Number.isInteger(value) ? 0 : 1 })
  const kind = text.results.kinds[cell.kind]
  const level = cell.level === null ? kind : write(cell.level)
  const words = cell.range === null ? kind : `${kind}, ${level}, ${text.results.apart(write(cell.range))}`
  return (
    <button
      type="button"
      className={classes.mapCell}
      data-range={cell.kind === 'settled' ? 'settled' : (cell.range ?? 'none')}
      aria-label={`${name}${words}`}
      title={words}
      onClick={onOpen}
    >
      {cell.kind === 'no_evidence' ? '' : level}
    </button>
  )
}
