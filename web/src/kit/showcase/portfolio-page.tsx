import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { MatrixChart } from '../charts/matrix-chart.tsx'
import { WhaleCurveChart } from '../charts/whale-curve-chart.tsx'
import { Explain } from '../figures/explain.tsx'
import { FigureCell, FigureStrip } from '../figures/figure-strip.tsx'
import { FilterChip } from '../figures/filter-chip.tsx'
import { MoneyText } from '../figures/money-text.tsx'
import { PercentText } from '../figures/percent-text.tsx'
import { Page, PageColumns } from '../layout/page.tsx'
import { QuietButton } from '../layout/quiet-button.tsx'
import { TopBar } from '../layout/top-bar.tsx'
import type { SortState } from '../routing/sort-text.ts'
import type { ColumnView } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { columns } from './columns.tsx'
import { sampleAccount, sampleMatrix, sampleWhale } from './sample.ts'
import classes from './showcase.module.css'

function Figures() {
  return (
    <FigureStrip label="The portfolio in six figures">
      <FigureCell
        label="Net revenue"
        value={<MoneyText amount="34629751.20" currency="USD" />}
        sentence="+30.4 % on the year before"
        explain={
          <Explain
            label="Net revenue"
            sentence="Sum of all invoice lines of the period less discounts and credit notes, at the rates of the day."
            inputs={[
              { name: 'Invoice lines', value: '60,855', source: 'lines.csv', date: '29 Nov 2013' },
              { name: 'Exchange rates', value: '5 currencies', source: 'rates.csv', date: '2 Jan 2013', isStale: true },
            ]}
            rowsHref="/showcase/table"
          />
        }
      />
      <FigureCell
        label="Gross margin"
        value={<MoneyText amount="-632144.10" currency="USD" />}
        sentence="−1.8 % of net"
      />
      <FigureCell label="Accounts that lose money" value="297 of 493" sentence="−1.67 M between them" />
      <FigureCell
        label="Net retention"
        value={<PercentText fraction={0.773} />}
        sentence="gross 63.0 %, 86 of 365 lost"
      />
      <FigureCell label="Top 10 share" value={<PercentText fraction={0.127} />} sentence="7 of these 10 lose money" />
      <FigureCell
        label="Contribution"
        value={
          <MoneyText amount={{ value: null, status: 'insufficient_data', reasons: ['economics/no-cost-rates'] }} />
        }
        sentence="import cost rates to know it"
      />
    </FigureStrip>
  )
}

export function PortfolioPage() {
  const whale = useMemo(sampleWhale, [])
  const matrix = useMemo(sampleMatrix, [])
  const rows = useMemo(() => Array.from({ length: 60 }, (_, index) => sampleAccount(index)), [])
  const [sort, setSort] = useState<SortState>({ column: 'score', direction: 'descending' })
  const [view, setView] = useState<ColumnView | undefined>(undefined)
  const [selected, setSelected] = useState<string>()
  return (
    <Page
      title="Portfolio"
      topBar={
        <TopBar
          title="Portfolio"
          pickers={
            <>
              <Button>Dec 2012 – Nov 2013</Button>
              <Button>against the year before</Button>
              <Button>USD, rates of the day</Button>
            </>
          }
          actions={<Button variant="filled">Publish</Button>}
        />
      }
      band={<Figures />}
    >
      <PageColumns template="1.32fr 1fr">
        <WhaleCurveChart
          title="Whale curve of gross margin"
          subtitle="493 accounts, most profitable first, summed up"
          points={whale}
          currency="USD"
          onSelect={setSelected}
        />
        <MatrixChart
          title="Attractiveness by our strength"
          subtitle="bubble: net revenue, 90 largest"
          height={180}
          points={matrix}
          currency="USD"
          selectedId={selected}
          onSelect={setSelected}
        />
      </PageColumns>
      <div className={classes.tall}>
        <DataTable
          label="Accounts"
          rows={rows}
          columns={columns}
          rowKey={(row) => row.id}
          rowHref={(row) => `/showcase/parts?account=${row.id}`}
          total={493}
          sort={sort}
          onSortChange={setSort}
          view={view}
          onViewChange={setView}
          exports={{ csv: '/api/accounts.csv', xlsx: '/api/accounts.xlsx' }}
          toolbar={
            <>
              <Button>Key and candidates</Button>
              <FilterChip label="Net revenue over 150 k" onRemove={() => {}} />
              <QuietButton>+ Filter</QuietButton>
            </>
          }
          noteAfter={(_row, index) =>
            index === 9 ? 'cut: 10 places in tiers A and B · the next account is 1.4 points away' : null
          }
        />
      </div>
    </Page>
  )
}
