import { lastDay, parseMonth } from '@mainstay/domain/kernel'
import type { CriteriaSetContent, CriterionSource, MEASURES } from '@mainstay/domain/program'
import {
  type AsOfColumn,
  type AsOfMatrix,
  buildAsOfMatrix,
  type DatedEvidence,
  type Judgement,
} from '@mainstay/domain/selection'
import type { FigureGroups, FigureSet } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type CandidateEvidence, type DefaultFigures, loadEvidence } from '../scoring/evidence-store.ts'
import { isWallet } from '../scoring/measures.ts'

/** Accounts laid out at once: few enough that others get their turn in between. */
const PORTION = 4_000

/** A set's evidence as of a past day, by the position of the accounts in `accountIds`. */
export interface PastEvidence {
  readonly accountIds: readonly string[]
  readonly matrix: AsOfMatrix
}

/** The figures as loading evidence wants them: of the months of this very set. */
export function figuresOf(set: FigureSet): DefaultFigures & FigureGroups {
  return { id: set.id, lastDay: lastDay(parseMonth(set.period.to) ?? 0), knownOn: set.question.knownOn }
}

/** Accounts that had bought by the end of a figure set: whoever could have been picked. */
export async function readCandidates(scope: ReadScope, set: FigureSet): Promise<ReadonlySet<string>> {
  const { rows } = await scope.client.query<[string]>({
    rowMode: 'array',
    text: `select f.account_id from mainstay.account_figure f
      where f.workspace_id = $1 and f.figure_set_id = $2 and f.first_month is not null`,
    values: [scope.workspaceId, set.id],
  })
  return new Set(rows.map(([id]) => id))
}

type GateSubject = CriteriaSetContent['gates'][number]['subject']

interface PastQuestion {
  readonly content: CriteriaSetContent
  readonly asOf: string
  readonly figures: DefaultFigures & FigureGroups
  readonly figuresKnownOn: string | null
}

/** Loads what was known of every account, each cell with the day on which it became known. */
export async function loadPastEvidence(
  scope: ReadScope,
  question: PastQuestion,
  pause: (share: number) => Promise<void>,
): Promise<PastEvidence> {
  const { content, asOf, figures } = question
  const candidates = await loadEvidence(scope, content, { today: asOf, knownBy: { day: asOf, figures } })
  const parts: AsOfMatrix[] = []
  for (let start = 0; start < candidates.length; start += PORTION) {
    const portion = candidates.slice(start, start + PORTION).map((candidate) => dated(candidate, question))
    parts.push(buildAsOfMatrix(content, portion, asOf))
    await pause(start / candidates.length)
  }
  return {
    accountIds: candidates.map(({ evidence }) => evidence.accountId),
    matrix: joinMatrices(content, parts, candidates.length),
  }
}

/** Evidence with the day on which each thing that a criterion or gate rests on became known. */
function dated(candidate: CandidateEvidence, question: PastQuestion): DatedEvidence {
  const { content } = question
  const knownOn: Record<string, string> = {}
  const note = (key: string, source: CriterionSource | GateSubject, judgedKey: string) => {
    const day =
      source.kind === 'measured'
        ? measureKnownOn(candidate, source.measure, question.figuresKnownOn)
        : lastJudged(candidate.evidence.judgements, judgedKey)
    if (day !== null) knownOn[key] = day
  }
  for (const { key, source } of content.criteria) note(key, source, key)
  for (const { key, subject } of content.gates) {
    note(key, subject, subject.kind === 'judged' ? subject.criterionKey : key)
  }
  return { evidence: candidate.evidence, knownOn }
}

function measureKnownOn(
  candidate: CandidateEvidence,
  measure: keyof typeof MEASURES,
  figuresKnownOn: string | null,
): string | null {
  if (!isWallet(measure) || figuresKnownOn === null) return figuresKnownOn
  const { walletKnownOn } = candidate
  return walletKnownOn !== null && walletKnownOn > figuresKnownOn ? walletKnownOn : figuresKnownOn
}

function lastJudged(judgements: readonly Judgement[], criterionKey: string): string | null {
  let last: string | null = null
  for (const judgement of judgements) {
    if (judgement.criterionKey === criterionKey && (last === null || judgement.date > last)) last = judgement.date
  }
  return last
}

function joinMatrices(content: CriteriaSetContent, parts: readonly AsOfMatrix[], accounts: number): AsOfMatrix {
  const columns = content.criteria.map(({ key }, index): AsOfColumn => {
    const own = parts.flatMap((part) => part.columns[index] ?? [])
    return {
      key,
      points: joined(
        new Float64Array(accounts),
        own.map(({ points }) => points),
      ),
      strength: joined(
        new Float64Array(accounts),
        own.map(({ strength, points }) => strength ?? points.map(() => 1)),
      ),
      knownOn: joined(
        new Int32Array(accounts),
        own.map(({ knownOn }) => knownOn),
      ),
    }
  })
  if (content.gates.length === 0) return { accounts, columns, gates: null, gatesKnownOn: null }
  return {
    accounts,
    columns,
    gates: joined(
      new Uint8Array(accounts),
      parts.flatMap(({ gates }) => gates ?? []),
    ),
    gatesKnownOn: joined(
      new Int32Array(accounts),
      parts.flatMap(({ gatesKnownOn }) => gatesKnownOn ?? []),
    ),
  }
}

function joined<Cells extends { set(cells: Cells, start: number): void; readonly length: number }>(
  whole: Cells,
  parts: readonly Cells[],
): Cells {
  let start = 0
  for (const part of parts) {
    whole.set(part, start)
    start += part.length
  }
  return whole
}

/** Takes the evidence of accounts away that could not have been picked, such as those that had never bought. */
export function onlyCandidates(evidence: PastEvidence, isCandidate: Uint8Array): PastEvidence {
  const { matrix, accountIds } = evidence
  const columns = matrix.columns.map((column) => ({
    ...column,
    points: column.points.map((points, account) => (isCandidate[account] === 1 ? points : Number.NaN)),
  }))
  return { accountIds, matrix: { ...matrix, columns } }
}
