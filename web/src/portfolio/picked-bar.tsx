import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { AccountLink } from '../accounts/index.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { TierDecisionPanel } from '../selection/index.ts'
import type { PortfolioRow } from './api/portfolio-queries.ts'
import { comparedFigures } from './columns.tsx'
import classes from './portfolio.module.css'
import { text } from './text.ts'

const words = text.picked

export interface PickedBarProps {
  readonly rows: readonly PortfolioRow[]
  readonly seesMargins: boolean
  readonly mayDecide: boolean
  /** Query of the period in view, for links. */
  readonly query: string
  readonly onClear: () => void
  readonly onLose: () => void
}

/** What can be done with the accounts picked: compare, decide, simulate their loss. */
export function PickedBar({ rows, seesMargins, mayDecide, query, onClear, onLose }: PickedBarProps) {
  const locale = useLocale()
  const [open, setOpen] = useState<'compare' | 'decide' | null>(null)
  if (rows.length === 0) return null
  const count = formatNumber(rows.length, { locale })
  const close = () => setOpen(null)
  return (
    <div className={classes.picked} role="status">
      <b>{words.count(count)}</b>
      <Button onClick={() => setOpen('compare')}>{words.compare}</Button>
      {mayDecide ? <Button onClick={() => setOpen('decide')}>{words.decide}</Button> : null}
      <QuietButton onClick={onLose}>{words.lose}</QuietButton>
      <QuietButton onClick={onClear}>{words.clear}</QuietButton>
      <Modal
        opened={open === 'compare'}
        onClose={close}
        title={words.compareTitle}
        size="auto"
        closeButtonProps={{ 'aria-label': words.close }}
      >
        <div className={classes.compare}>
          <table className={classes.facts}>
            <thead>
              <tr>
                <th scope="col">{words.measure}</th>
                {rows.map((row) => (
                  <th key={row.account.id} scope="col">
                    <AccountLink account={row.account} query={query} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {comparedFigures.map(({ label, cell }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {rows.map((row) => (
                    <td key={row.account.id}>{cell(row, seesMargins)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Modal>
      <Modal
        opened={open === 'decide'}
        onClose={close}
        title={words.decideTitle(count)}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        <TierDecisionPanel
          frame="plain"
          accountIds={rows.map((row) => row.account.id)}
          onDone={() => {
            close()
            onClear()
          }}
        />
      </Modal>
    </div>
  )
}
