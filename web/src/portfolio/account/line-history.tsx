import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { MarginMoney } from '../../economics/index.ts'
import { DateText } from '../../kit/figures/date-text.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import classes from './account.module.css'
import { type InvoiceLine, lineHistoryOptions } from './account-queries.ts'
import { text } from './text.ts'

const words = text.lines

export interface LineHistoryProps {
  readonly line: InvoiceLine | null
  readonly seesMargins: boolean
  readonly onClose: () => void
}

/** The earlier states of a line that a later import changed. */
export function LineHistory({ line, seesMargins, onClose }: LineHistoryProps) {
  return (
    <Modal
      opened={line !== null}
      onClose={onClose}
      title={line ? words.history(line.invoiceNo, line.lineNo) : ''}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {line ? <Versions line={line} seesMargins={seesMargins} /> : null}
    </Modal>
  )
}

function Versions({ line, seesMargins }: { line: InvoiceLine; seesMargins: boolean }) {
  const history = useQuery(lineHistoryOptions(line))
  const { changed, import: fromImport, net, cost } = words.historyColumns
  return (
    <QueryGate query={history}>
      {({ versions }) => (
        <table className={classes.table}>
          <thead>
            <tr>
              {[changed, fromImport, net, cost].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={`${version.importNumber}-${version.changedAt}`}>
                <td>
                  <DateText value={version.changedAt} form="instant" />
                </td>
                <td>{version.importNumber}</td>
                <td>
                  <MoneyText amount={version.net} form="full" currency={line.currency} />
                </td>
                <td>
                  <MarginMoney seesMargins={seesMargins} amount={version.cost} form="full" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </QueryGate>
  )
}
