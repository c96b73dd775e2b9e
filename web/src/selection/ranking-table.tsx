import { TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useAccess } from '../client/index.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { DataTable } from '../kit/table/data-table.tsx'
import type { TablePaging } from '../kit/table/table-props.ts'
import { fileChoices } from './export-choices.ts'
import type { Edges } from './firmness/edge-tag.tsx'
import { rankingColumns } from './ranking-columns.tsx'
import { text } from './text.ts'
import type { Cut, RankedRow, Ranking } from './types.ts'

export interface RankingTableProps {
  readonly ranking: Ranking
  readonly rows: readonly RankedRow[]
  readonly paging: TablePaging
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly onOpen: (accountId: string) => void
  /** Accounts whose place hangs on little. */
  readonly edges: Edges
  /** The question of the ranking in view, for the file; undefined for people who may not take lists out. */
  readonly fileQuestion: Readonly<Record<string, string | undefined>> | undefined
}

/** The cut in words: how many places there are, and who is next and how far away. */
export function cutSentence(cut: Cut, locale: string | undefined): string {
  const places = text.ranking.cut(formatNumber(cut.places, { locale }))
  if (cut.nextAccount === null || cut.distance === null) return `${places} · ${text.ranking.cutNobody}`
  const distance = formatNumber(Math.abs(cut.distance), { locale, decimals: 1 })
  return `${places} · ${text.ranking.cutNext(cut.nextAccount.name, distance)}`
}

/** Whoever looks for nothing and still sees nobody is on no team, or of a unit without accounts: no search helps them. */
function NobodyRanked({ isSearched }: { isSearched: boolean }) {
  const access = useAccess()
  if (isSearched) return <StateEmpty title={text.ranking.emptyTitle} sentence={text.ranking.emptySentence} />
  const visibility = access.workspace?.visibility ?? 'all'
  return <StateEmpty title={text.ranking.nobodyTitle} sentence={text.ranking.nobodySentence[visibility]} />
}

/** The accounts by score; it answers while weights move. */
export function RankingTable({
  ranking,
  rows,
  paging,
  query,
  onQuery,
  onOpen,
  edges,
  fileQuestion,
}: RankingTableProps) {
  const locale = useLocale()
  const columns = useMemo(() => rankingColumns(ranking.criteria, edges), [ranking.criteria, edges])
  const { cut } = ranking
  const noteAfter = (row: RankedRow) =>
    query === '' && row.isEligible && row.rank === cut.places ? cutSentence(cut, locale) : null
  return (
    <DataTable
      label={text.ranking.table}
      rowName={text.ranking.rowName}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.account.id}
      onOpenRow={(row) => onOpen(row.account.id)}
      total={ranking.total}
      paging={paging}
      noteAfter={noteAfter}
      empty={<NobodyRanked isSearched={query !== ''} />}
      toolbar={
        <TextInput
          aria-label={text.ranking.search}
          placeholder={text.ranking.search}
          value={query}
          onChange={(event) => onQuery(event.currentTarget.value)}
        />
      }
      toolbarEnd={
        fileQuestion ? (
          <ExportMenu
            label={text.ranking.export}
            choices={fileChoices('ranking', formatNumber(ranking.total, { locale }), fileQuestion)}
          />
        ) : null
      }
    />
  )
}
