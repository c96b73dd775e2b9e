import { AccountLink } from '../../accounts/index.ts'
import { MarginMoney } from '../../economics/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { MoneyText } from '../../kit/figures/money-text.tsx'
import { UnknownValue } from '../../kit/figures/unknown-value.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import type { DataColumn } from '../../kit/table/columns.ts'
import classes from './account.module.css'
import type { InvoiceLine } from './account-queries.ts'
import { text } from './text.ts'

const words = text.lines
const columns = words.columns

function Quantity({ quantity }: { quantity: string | null }) {
  const locale = useLocale()
  if (quantity === null) return <UnknownValue />
  const decimals = quantity.includes('.') && Number(quantity) % 1 !== 0 ? 2 : 0
  return formatNumber(Number(quantity), { locale, decimals })
}

export interface LineColumnFacts {
  readonly seesMargins: boolean
  readonly reportingCurrency: string
  readonly hasGroup: boolean
  readonly onHistory: (line: InvoiceLine) => void
}

type LineColumn = DataColumn<InvoiceLine>

function whatColumns({ hasGroup }: LineColumnFacts): LineColumn[] {
  return [
    {
      id: 'invoice',
      header: columns.invoice,
      width: 118,
      cell: (row) => (
        <span>
          {row.invoiceNo} <span className={classes.muted}>{row.lineNo}</span>
        </span>
      ),
    },
    {
      id: 'date',
      header: columns.date,
      width: 100,
      sortable: true,
      firstSort: 'descending',
      isOnCard: true,
      cell: (row) => <DateText value={row.invoiceDate} />,
    },
    ...(hasGroup
      ? [
          {
            id: 'company',
            header: columns.company,
            width: 170,
            cell: (row: InvoiceLine) => <AccountLink account={row.account} />,
          },
        ]
      : []),
    {
      id: 'product',
      header: columns.product,
      width: 180,
      grow: 1,
      isOnCard: true,
      cell: (row) => (
        <>
          <span title={row.productCode ?? undefined}>{row.productName ?? row.productCode ?? <UnknownValue />}</span>
          {row.originalInvoiceNo === null ? null : <Tag>{words.credit(row.originalInvoiceNo)}</Tag>}
        </>
      ),
    },
    {
      id: 'line',
      header: columns.line,
      width: 112,
      cell: (row) => <span className={classes.muted}>{row.productLine ?? '–'}</span>,
    },
    {
      id: 'quantity',
      header: columns.quantity,
      width: 70,
      align: 'end',
      cell: (row) => <Quantity quantity={row.quantity} />,
    },
    {
      id: 'unitPrice',
      header: columns.unitPrice,
      width: 92,
      align: 'end',
      isHiddenAtFirst: true,
      cell: (row) => <MoneyText amount={row.unitPrice} form="full" />,
    },
    {
      id: 'discount',
      header: columns.discount,
      width: 84,
      align: 'end',
      isHiddenAtFirst: true,
      cell: (row) => <MoneyText amount={row.discount} form="full" tone="plain" />,
    },
  ]
}

function moneyColumns({ seesMargins }: LineColumnFacts): LineColumn[] {
  return [
    {
      id: 'net',
      header: columns.net,
      width: 96,
      align: 'end',
      sortable: true,
      isOnCard: true,
      cell: (row) => <MoneyText amount={row.net} form="full" />,
    },
    {
      id: 'cost',
      header: columns.cost,
      width: 96,
      align: 'end',
      cell: (row) => <MarginMoney seesMargins={seesMargins} amount={row.cost} form="full" />,
    },
    {
      id: 'margin',
      header: columns.margin,
      width: 96,
      align: 'end',
      sortable: seesMargins,
      firstSort: 'ascending',
      isOnCard: true,
      cell: (row) => <MarginMoney seesMargins={seesMargins} amount={row.margin} form="full" />,
    },
  ]
}

function originColumns({ reportingCurrency, onHistory }: LineColumnFacts): LineColumn[] {
  return [
    {
      id: 'currency',
      header: columns.currency,
      width: 70,
      cell: (row) => <span className={classes.muted}>{row.currency}</span>,
    },
    {
      id: 'reporting',
      header: columns.reporting(reportingCurrency),
      width: 104,
      align: 'end',
      cell: (row) => (
        <MoneyText
          amount={
            row.netReporting === null
              ? { value: null, status: 'insufficient_data', reasons: ['economics/rate-missing'] }
              : row.netReporting
          }
          form="full"
        />
      ),
    },
    {
      id: 'restated',
      header: columns.restated,
      width: 84,
      cell: (row) =>
        row.restatements === 0 ? (
          <span className={classes.muted}>{words.never}</span>
        ) : (
          <QuietButton onClick={() => onHistory(row)}>{words.restated(row.restatements)}</QuietButton>
        ),
    },
    {
      id: 'import',
      header: columns.import,
      width: 70,
      align: 'end',
      isHiddenAtFirst: true,
      cell: (row) => <span>{row.importNumber ?? '–'}</span>,
    },
  ]
}

/** Columns of the invoice lines; amounts stand in the currency of the invoice, to the cent. */
export function lineColumns(facts: LineColumnFacts): readonly LineColumn[] {
  return [...whatColumns(facts), ...moneyColumns(facts), ...originColumns(facts)]
}
