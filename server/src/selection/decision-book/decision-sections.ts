import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { DecisionAnswer } from '../decision-store.ts'
import { type OverrideAnswerRow, selectOverrides } from '../overrides/override-store.ts'
import { everyDecision } from '../queries/decisions.ts'
import type { BookSource } from './book-source.ts'
import { type BookSection, sectionOf } from './section.ts'
import { DECISION_STATES, OVERRIDE_STATES, tierWords } from './words.ts'

const PORTION = 2_000

/** Every decision, newest first: who, when, what and why. */
export function decisionSection({ scope, today }: BookSource): BookSection {
  return sectionOf<DecisionAnswer>({
    name: 'Decisions',
    empty: 'Nothing has been decided yet.',
    columns: [
      { title: 'In force from', brief: 'From', cell: ({ effectiveDate }) => ({ date: effectiveDate }) },
      { title: 'Until', cell: ({ expiresOn }) => expiresOn && { date: expiresOn } },
      { title: 'Account', cell: ({ account }) => account.name },
      { title: 'Code', cell: ({ account }) => account.code },
      { title: 'Tier before', brief: 'Before', cell: ({ previousTier }) => tierWords(previousTier) },
      { title: 'Tier decided', brief: 'Tier', cell: ({ tier }) => tierWords(tier) },
      { title: 'Scores proposed', brief: 'Proposed', cell: ({ proposedTier }) => proposedTier },
      { title: 'Standing', cell: ({ status }) => DECISION_STATES[status] },
      { title: 'Score', kind: 'points', cell: ({ score }) => score },
      { title: 'Rank', kind: 'number', cell: ({ rank }) => rank },
      { title: 'Decided by', cell: ({ deciderName }) => deciderName },
      { title: 'Decided on', cell: ({ decidedAt }) => ({ date: decidedAt.slice(0, 10) }) },
      { title: 'Reason', place: 'beneath', cell: ({ reason }) => reason },
      {
        title: 'Beyond the places because',
        place: 'beneath',
        cell: ({ overCapacityReason }) => overCapacityReason,
      },
    ],
    rows: () => everyDecision(scope, {}, today),
  })
}

/** Every exception asked for, whatever became of it. */
export function overrideSection({ scope, today }: BookSource): BookSection {
  return sectionOf<OverrideAnswerRow>({
    name: 'Overrides',
    empty: 'Nobody has asked for an override.',
    columns: [
      { title: 'Asked on', brief: 'Asked', cell: ({ askedOn }) => ({ date: askedOn }) },
      { title: 'Ends on', brief: 'Ends', cell: ({ expiresOn }) => ({ date: expiresOn }) },
      { title: 'Account', cell: ({ account }) => account.name },
      { title: 'Code', cell: ({ account }) => account.code },
      { title: 'Tier asked for', brief: 'Tier', cell: ({ tier }) => tierWords(tier) },
      { title: 'Scores proposed', brief: 'Proposed', cell: ({ proposedTier }) => proposedTier },
      { title: 'Standing', cell: ({ state }) => OVERRIDE_STATES[state] },
      { title: 'Asked by', cell: ({ askerName }) => askerName },
      { title: 'Reason', place: 'beneath', cell: ({ reason }) => reason },
      { title: 'Answer', place: 'beneath', cell: ({ answer }) => answerWords(answer) },
      { title: 'Ended', place: 'beneath', cell: ({ end }) => endWords(end) },
    ],
    rows: () => everyOverride(scope, today),
  })
}

function answerWords(answer: OverrideAnswerRow['answer']): string | null {
  if (!answer) return null
  return `${answer.isGranted ? 'granted' : 'refused'} by ${answer.deciderName} on ${answer.decidedOn}: ${answer.reason}`
}

function endWords(end: OverrideAnswerRow['end']): string | null {
  return end && `by ${end.enderName} on ${end.endedOn}: ${end.reason}`
}

async function* everyOverride(scope: ReadScope, today: string): AsyncGenerator<OverrideAnswerRow> {
  let before: readonly string[] | null = null
  do {
    const found: Awaited<ReturnType<typeof selectOverrides>> = await selectOverrides(scope, {
      before,
      today,
      limit: PORTION,
    })
    for (const { row } of found) yield row
    before = found.length === PORTION ? (found.at(-1)?.keys ?? null) : null
  } while (before !== null)
}

interface JudgementRow {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly criterion_key: string
  readonly score: number
  readonly person_name: string
  readonly judged_on: string
  readonly is_settlement: boolean
  readonly comment: string | null
}

/** Every judgement given, also of criteria that are no longer used. */
export function judgementSection({ scope, ranked }: BookSource): BookSection {
  const names = new Map(ranked.book.criteriaSet.content.criteria.map(({ key, name }) => [key, name]))
  return sectionOf<JudgementRow>({
    name: 'Judgements',
    empty: 'Nobody has judged anything yet.',
    isWorkbookOnly: true,
    columns: [
      { title: 'Account', cell: ({ name }) => name },
      { title: 'Code', cell: ({ code }) => code },
      { title: 'Criterion', cell: ({ criterion_key }) => names.get(criterion_key) ?? criterion_key },
      { title: 'Level', kind: 'number', cell: ({ score }) => score },
      { title: 'Judged by', cell: ({ person_name }) => person_name },
      { title: 'Judged on', cell: ({ judged_on }) => ({ date: judged_on }) },
      { title: 'Settled', cell: ({ is_settlement }) => (is_settlement ? 'yes' : null) },
      { title: 'Comment', cell: ({ comment }) => comment },
    ],
    rows: () => everyJudgement(scope),
  })
}

async function* everyJudgement(scope: ReadScope): AsyncGenerator<JudgementRow> {
  let after = '0'
  for (;;) {
    const { rows } = await sql<JudgementRow>`
      select j.id, a.name, a.code, j.criterion_key, j.score, j.person_name, j.judged_on, j.is_settlement, j.comment
      from mainstay.judgement j
      join mainstay.account a on a.workspace_id = j.workspace_id and a.id = j.account_id
      where j.workspace_id = ${scope.workspaceId} and j.id > ${after}::bigint
      order by j.id limit ${PORTION}`.execute(scope.db)
    yield* rows
    const last = rows.at(-1)
    if (rows.length < PORTION || !last) return
    after = last.id
  }
}
