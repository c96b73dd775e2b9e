import type { sheetPreview } from '@mainstay/contract/selection-sheets'
import { text } from '@mainstay/contract/values'
import type { z } from 'zod'
import { type CellValue, type Row, readBack, type TableSource } from '../../platform/files/index.ts'
import { referenceOf } from './present-round.ts'
import { answerOf, type OwnSheet } from './read-sheet.ts'
import type { StoredCriterion, StoredScore } from './round-store.ts'

export type SheetPreview = z.infer<typeof sheetPreview>
type Fault = SheetPreview['faults'][number]
type Change = SheetPreview['changes'][number]

const CODE = 'Code'
const ACCOUNT = 'Account'
const COMMENT = 'Comment: '
const ROUND = 'Round '
const FAULTS_SHOWN = 200
const comment = text(1_000, 0)

/** A rater's own sheet as rows of a file: answers, then comments; the last heading names the round. */
export function* sheetCells({ stored, criteria, scores }: OwnSheet): Generator<readonly CellValue[]> {
  const titles = titlesOf(criteria)
  yield [CODE, ACCOUNT, ...titles, ...titles.map((title) => `${COMMENT}${title}`), `${ROUND}${stored.row.id}`]
  const given = byCell(scores)
  for (const candidate of stored.candidates) {
    const account = referenceOf(candidate)
    if (!account) continue
    const own = criteria.map(({ criterionKey }) => given.get(cellKey(account.id, criterionKey)))
    yield [
      account.code,
      account.name,
      ...own.map((one) => (one ? answerOf(one) : null)),
      ...own.map((one) => one?.comment ?? null),
      null,
    ]
  }
}

/** What a file would change on a rater's sheet, and everything that is wrong with it. Writes nothing. */
export async function previewSheet(sheet: OwnSheet, table: TableSource): Promise<SheetPreview> {
  const faults: Fault[] = []
  const columns = columnsOf(sheet, table, faults)
  if (!columns) return { faults, faultCount: faults.length, changes: [], unchanged: 0 }
  const reader = rowReader(sheet, columns, faults)
  const changes: Change[] = []
  let unchanged = 0
  for await (const batch of table.rows()) {
    for (const row of batch) {
      const read = reader(row)
      changes.push(...read.changes)
      unchanged += read.unchanged
    }
  }
  const isFaulty = faults.length > 0
  return {
    faults: faults.slice(0, FAULTS_SHOWN),
    faultCount: faults.length,
    changes: isFaulty ? [] : changes,
    unchanged,
  }
}

interface Columns {
  readonly code: number
  readonly answers: ReadonlyMap<string, number>
  readonly comments: ReadonlyMap<string, number>
}

/** Where each column stands; null, with the faults, when the headings are not those of this sheet. */
function columnsOf(sheet: OwnSheet, table: TableSource, faults: Fault[]): Columns | null {
  const headings = table.header.map((heading) => readBack(heading).trim())
  const at = (title: string) => headings.findIndex((heading) => heading.toLowerCase() === title.toLowerCase())
  const say = (code: string, message: string, column: number | null = null) =>
    faults.push({ row: table.headerRow, column, code, message })
  const round = headings.findIndex((heading) => heading.startsWith(ROUND))
  if (round < 0) {
    say(
      'selection/sheet-round-missing',
      'The last column, which names the round, is missing. Download the sheet again.',
    )
  } else if (headings[round]?.slice(ROUND.length).toLowerCase() !== sheet.stored.row.id) {
    say('selection/sheet-other-round', 'This sheet belongs to another round.', round + 1)
    return null
  }
  const titles = titlesOf(sheet.criteria)
  for (const title of [CODE, ...titles].filter((wanted) => at(wanted) < 0)) {
    say('selection/sheet-column-missing', `The column "${title}" is missing, or its heading was changed.`)
  }
  const known = new Set([CODE, ACCOUNT, ...titles, ...titles.map((title) => `${COMMENT}${title}`)].map(at))
  headings.forEach((heading, index) => {
    if (known.has(index) || index === round) return
    say('selection/sheet-column-unknown', `This sheet has no column "${shortened(heading)}".`, index + 1)
  })
  if (faults.length > 0) return null
  const columnsFor = (prefix: string) =>
    new Map(sheet.criteria.map(({ criterionKey }, index) => [criterionKey, at(`${prefix}${titles[index] ?? ''}`)]))
  return { code: at(CODE), answers: columnsFor(''), comments: columnsFor(COMMENT) }
}

interface ReadRow {
  readonly changes: readonly Change[]
  readonly unchanged: number
}

const NOTHING: ReadRow = { changes: [], unchanged: 0 }

function rowReader(sheet: OwnSheet, columns: Columns, faults: Fault[]): (row: Row) => ReadRow {
  const given = byCell(sheet.scores)
  const accounts = new Map(
    sheet.stored.candidates.flatMap(({ code, accountId }) => (code === null ? [] : [[code, accountId] as const])),
  )
  const seen = new Set<string>()
  return (row) => {
    const say = (code: string, message: string, column: number | null) =>
      faults.push({ row: row.line, column, code, message })
    for (const { column } of row.problems ?? []) {
      say('selection/sheet-row-damaged', 'This row cannot be read.', column)
    }
    if ((row.problems ?? []).length > 0 || row.cells.every((cell) => cell.trim() === '')) return NOTHING
    const code = readBack(row.cells[columns.code] ?? '').trim()
    const accountId = accounts.get(code)
    if (accountId === undefined) {
      const message =
        code === '' ? 'The code of the account is missing.' : `"${shortened(code)}" is no candidate of this round.`
      say('selection/sheet-account-unknown', message, columns.code + 1)
      return NOTHING
    }
    if (seen.has(accountId)) {
      say('selection/sheet-account-twice', `"${shortened(code)}" is there twice.`, columns.code + 1)
      return NOTHING
    }
    seen.add(accountId)
    const read = sheet.criteria.flatMap(({ criterionKey }) => {
      const before = given.get(cellKey(accountId, criterionKey)) ?? null
      const cell = readCell(row, { columns, criterionKey, before }, say)
      return cell ? [{ ...cell, before, criterionKey }] : []
    })
    const changed = read.filter((one) => isChange(one.before, one))
    return {
      changes: changed.map(({ before, ...one }) => ({
        accountId,
        criterionKey: one.criterionKey,
        answer: one.answer,
        comment: one.comment,
        seen: before?.revision ?? null,
        before: before ? answerOf(before) : null,
        beforeComment: before?.comment ?? null,
      })),
      unchanged: read.length - changed.length,
    }
  }
}

function isChange(
  before: StoredScore | null,
  now: { readonly answer: number | null; readonly comment: string | null },
): boolean {
  return (before ? answerOf(before) : null) !== now.answer || (before?.comment ?? null) !== now.comment
}

/** An answer with its comment; null, with a fault, where a cell cannot be understood. */
function readCell(
  row: Row,
  cell: { readonly columns: Columns; readonly criterionKey: string; readonly before: StoredScore | null },
  say: (code: string, message: string, column: number) => void,
): { readonly answer: number | null; readonly comment: string | null } | null {
  const { columns, criterionKey, before } = cell
  const column = columns.answers.get(criterionKey) ?? -1
  const written = readBack(row.cells[column] ?? '').trim()
  const answer = answerIn(written)
  if (answer === undefined) {
    say(
      'selection/sheet-answer-invalid',
      `"${shortened(written)}" is no answer: write 1 to 5, 0 or -, or nothing.`,
      column + 1,
    )
    return null
  }
  const commentColumn = columns.comments.get(criterionKey) ?? -1
  if (commentColumn < 0) return { answer, comment: answer === null ? null : (before?.comment ?? null) }
  const words = comment.safeParse(readBack(row.cells[commentColumn] ?? ''))
  if (!words.success) {
    say(
      'selection/sheet-comment-invalid',
      'A comment has at most 1,000 characters, all of them printable.',
      commentColumn + 1,
    )
    return null
  }
  if (answer === null && words.data !== '') {
    say('selection/sheet-comment-alone', 'A comment needs an answer beside it.', commentColumn + 1)
    return null
  }
  return { answer, comment: words.data === '' ? null : words.data }
}

/** 1 to 5, 0 for no basis to judge, null for nothing; undefined for anything else. */
function answerIn(written: string): number | null | undefined {
  if (written === '') return null
  if (/^[-–—]$/.test(written)) return 0
  return /^[0-5](?:[.,]0+)?$/.test(written) ? Number(written[0]) : undefined
}

function titlesOf(criteria: readonly StoredCriterion[]): string[] {
  const names = criteria.map(({ name }) => name.trim().toLowerCase())
  return criteria.map(({ name, criterionKey }, index) => {
    const own = names[index] ?? ''
    if (isOwnHeading(own)) return `Criterion ${criterionKey}`
    const isTwice = names.indexOf(own) !== names.lastIndexOf(own)
    return isTwice || own === '' ? `${name.trim()} (${criterionKey})`.trim() : name.trim()
  })
}

/** A criterion called like a column that the sheet has anyway would be taken for it. */
function isOwnHeading(name: string): boolean {
  const [code, account, ...prefixes] = [CODE, ACCOUNT, COMMENT, ROUND].map((title) => title.toLowerCase())
  return name === code || name === account || prefixes.some((prefix) => name.startsWith(prefix))
}

function byCell(scores: readonly StoredScore[]): ReadonlyMap<string, StoredScore> {
  return new Map(scores.map((one) => [cellKey(one.accountId, one.criterionKey), one]))
}

function cellKey(accountId: string, criterionKey: string): string {
  return JSON.stringify([accountId, criterionKey])
}

function shortened(written: string): string {
  return written.length > 40 ? `${written.slice(0, 40)}…` : written
}
