import { useState } from 'react'
import { Page } from '../layout/page.tsx'
import { TopBar } from '../layout/top-bar.tsx'
import { DataTable } from '../table/data-table.tsx'
import { columns } from './columns.tsx'
import { sampleAccount } from './sample.ts'

const TOTAL = 100_000
const PAGE = 500

function page(from: number) {
  return Array.from({ length: PAGE }, (_, index) => sampleAccount(from + index))
}

export function TablePage() {
  const [rows, setRows] = useState(() => page(0))
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set(['account-2']))
  return (
    <Page title="Long table" height="fill" topBar={<TopBar title="Long table" note="pages of 500 by cursor" />}>
      <DataTable
        label="Accounts"
        rows={rows}
        columns={columns}
        rowKey={(row) => row.id}
        rowHref={(row) => `/showcase/parts?account=${row.id}`}
        total={TOTAL}
        selection={{ keys, onChange: setKeys }}
        paging={{
          hasNextPage: rows.length < TOTAL,
          isFetchingNextPage: false,
          fetchNextPage: () => setRows((known) => [...known, ...page(known.length)]),
        }}
      />
    </Page>
  )
}
