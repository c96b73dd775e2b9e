import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { assessOutlook, classifyOutlooks, type Outlook, type OutlookEvidence } from '@mainstay/domain/economics'
import { firstDay, type Month } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { WriteScope } from '../platform/use-case.ts'
import { MONTHS_PER_QUARTER, QUARTERS_SHOWN } from './figure-set-store.ts'
import { type FigureQuestion, OUTLOOK_MONTHS } from './period.ts'

/** One subject's months: its net revenue by months counted from the start of the window. */
export interface SubjectSeries {
  readonly subjectId: string
  readonly monthly: Float64Array
  /** The last month with an amount that could not be converted, by the same count; -1 without any. */
  lastUnknown: number
  /** The last month with lines. */
  lastMonth: number
}

/** A subject with its place among the judged ones (-1: not judged) and the picture of its last quarters. */
interface Subject {
  readonly id: string
  readonly place: number
  readonly quarters: string
}

/** Reads the monthly net revenue of every subject up to the end of the period, as gathered last. */
export async function readSeries(scope: WriteScope, question: FigureQuestion): Promise<SubjectSeries[]> {
  const first = question.to - OUTLOOK_MONTHS + 1
  const source = scope.client.query(
    copyTo(`copy (select s.subject_id, s.month, s.net from subject_month s
      where s.month >= '${firstDay(first)}' order by s.subject_id) to stdout`),
  )
  const histories: SubjectSeries[] = []
  for await (const series of subjectSeries(source, placesFrom(first))) histories.push(series)
  return histories
}

/** Subjects judged in one turn: other requests are served between turns. */
const JUDGED_AT_ONCE = 500

/** Says where every subject is heading, in the lines that `keepOutlooks` takes. No connection is used meanwhile. */
export async function judgeOutlooks(
  histories: readonly SubjectSeries[],
  memory: EvidenceMemory | null,
): Promise<Iterable<string>> {
  const subjects: Subject[] = []
  const evidences: OutlookEvidence[] = []
  for (const [place, series] of histories.entries()) {
    if (place % JUDGED_AT_ONCE === 0) await nextTurn()
    const isKnown = series.lastUnknown < 0
    if (!isKnown && series.lastMonth < PICTURE_START) continue
    subjects.push({ id: series.subjectId, place: isKnown ? evidences.length : -1, quarters: quartersOf(series) })
    if (isKnown) evidences.push(assessOnce(series, memory))
  }
  return outlookLines(subjects, classifyOutlooks(evidences))
}

const PICTURE_START = OUTLOOK_MONTHS - QUARTERS_SHOWN * MONTHS_PER_QUARTER

/** Net revenue of the last quarters, as PostgreSQL writes an array; empty where one of their months is unknown or none has lines. */
function quartersOf({ monthly, lastUnknown, lastMonth }: SubjectSeries): string {
  if (lastUnknown >= PICTURE_START || lastMonth < PICTURE_START) return '{}'
  const sums: number[] = []
  for (let month = PICTURE_START; month < OUTLOOK_MONTHS; month += MONTHS_PER_QUARTER) {
    let sum = 0
    for (let offset = 0; offset < MONTHS_PER_QUARTER; offset++) sum += monthly[month + offset] ?? 0
    sums.push(sum)
  }
  return `{${sums.join(',')}}`
}

/** Evidence of an earlier question, by subject. Most groups are a single company, whose history is the same. */
export type EvidenceMemory = Map<string, { readonly signature: string; readonly evidence: OutlookEvidence }>

function assessOnce({ subjectId, monthly }: SubjectSeries, memory: EvidenceMemory | null): OutlookEvidence {
  if (!memory) return assessOutlook(monthly)
  const signature = signatureOf(monthly)
  const remembered = memory.get(subjectId)
  if (remembered?.signature === signature) return remembered.evidence
  const evidence = assessOutlook(monthly)
  memory.set(subjectId, { signature, evidence })
  return evidence
}

/** Tells two histories of one subject apart. */
function signatureOf(monthly: Float64Array): string {
  let sum = 0
  let weighted = 0
  for (let month = 0; month < monthly.length; month++) {
    const net = monthly[month] ?? 0
    sum += net
    weighted += net * Math.sqrt(month + 2)
  }
  return `${sum} ${weighted}`
}

/** The first days of the months of the window, with their count from its start. */
function placesFrom(first: Month): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: OUTLOOK_MONTHS }, (_, place) => [firstDay(first + place), place]))
}

async function* subjectSeries(
  source: AsyncIterable<Buffer>,
  places: ReadonlyMap<string, number>,
): AsyncGenerator<SubjectSeries> {
  let rest = ''
  let current = newSeries('')
  for await (const chunk of source) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const firstTab = line.indexOf('\t')
      const secondTab = line.indexOf('\t', firstTab + 1)
      const subjectId = line.slice(0, firstTab)
      if (current.subjectId !== subjectId) {
        if (current.subjectId !== '') yield current
        current = newSeries(subjectId)
      }
      noteMonth(current, places.get(line.slice(firstTab + 1, secondTab)) ?? 0, line.slice(secondTab + 1))
    }
  }
  if (current.subjectId !== '') yield current
}

function newSeries(subjectId: string): SubjectSeries {
  return { subjectId, monthly: new Float64Array(OUTLOOK_MONTHS), lastUnknown: -1, lastMonth: -1 }
}

function noteMonth(series: SubjectSeries, month: number, net: string): void {
  series.lastMonth = Math.max(series.lastMonth, month)
  if (net === '\\N') series.lastUnknown = Math.max(series.lastUnknown, month)
  else series.monthly[month] = Number(net)
}

function* outlookLines(subjects: readonly Subject[], outlooks: readonly Outlook[]): Generator<string> {
  let piece = ''
  for (const { id, place, quarters } of subjects) {
    const judged = outlooks[place]
    piece += `${id}\t${quarters}\t${judged ? judgedCells(judged) : '\\N\t\\N\t\\N'}\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

function judgedCells(outlook: Outlook): string {
  const evidence = JSON.stringify(presentEvidence(outlook)).replaceAll('\\', '\\\\')
  return `${outlook.outlook}\t${outlook.evidence.trailingYearChange.value ?? '\\N'}\t${evidence}`
}

/** What the account page explains an outlook with. */
export interface StoredOutlook {
  readonly reasons: readonly string[]
  readonly change: number | null
  readonly slopePerYear: number | null
  readonly pValue: number | null
  readonly adjustedPValue: number | null
  readonly months: number
  readonly method: string
}

function presentEvidence({ reasons, adjustedPValue, evidence }: Outlook): StoredOutlook {
  return {
    reasons,
    change: evidence.trailingYearChange.value,
    slopePerYear: evidence.relativeSlopePerYear.value,
    pValue: evidence.pValue.value,
    adjustedPValue: adjustedPValue.value,
    months: evidence.historyMonths,
    method: evidence.method,
  }
}

/** Leaves the temporary table `judged_outlook`, which the figures are kept with. */
export async function keepOutlooks(scope: WriteScope, lines: Iterable<string>): Promise<void> {
  await sql`drop table if exists pg_temp.judged_outlook`.execute(scope.db)
  await sql`create temporary table judged_outlook (account_id bigint, quarters real[], outlook text, change double precision, evidence jsonb) on commit drop`.execute(
    scope.db,
  )
  await pipeline(Readable.from(lines), scope.client.query(copyFrom('copy judged_outlook from stdin')))
  await sql`analyze judged_outlook (account_id)`.execute(scope.db)
}
