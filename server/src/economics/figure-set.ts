import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../platform/access/actor.ts'
import { type AreaContext, systemActorOf } from '../platform/area.ts'
import { actorOf, type CallContext } from '../platform/http/call.ts'
import { Refused } from '../platform/refusal.ts'
import { noOrigin, type ReadScope, type WriteScope } from '../platform/use-case.ts'
import { prepareForBulk } from './fact-store.ts'
import {
  claimFigureSet,
  dropStaleSets,
  gatherLevels,
  hasGroups,
  insertDetails,
  insertFigures,
  keepGroups,
  shareFigures,
} from './figure-set-store.ts'
import { openBooksOf } from './open-books.ts'
import { type EvidenceMemory, judgeOutlooks, keepOutlooks, readSeries } from './outlook-store.ts'
import {
  type FigureQuestion,
  isDefaultQuestion,
  monthDates,
  type Period,
  type PeriodInput,
  presentPeriod,
  settleQuestion,
} from './period.ts'
import { gatherSubjectMonths, groupSubjectMonths } from './subject-months.ts'
import { type BookTotals, storeTotals, sumFigures } from './totals.ts'

/** An answered question: where its figures lie, and what it was asked about. */
export interface FigureSet {
  readonly id: string
  readonly question: FigureQuestion
  readonly period: Period
  readonly hasActivityCounts: boolean
  /** Sums over every account the caller may see. */
  readonly totals: BookTotals
}

interface LedgerFacts {
  readonly revision: string
  readonly lastInvoiceDate: string
  readonly hasActivityCounts: boolean
}

const ATTEMPTS = 4

/** The state of the facts, or a refusal while there are none. */
export async function readLedgerFacts(scope: ReadScope): Promise<LedgerFacts> {
  const { rows } = await sql<{ revision: string; last: string | null; counts: boolean }>`
    select s.facts_revision as revision, s.last_invoice_date as last, s.has_activity_counts as counts
    from mainstay.economics_state s where s.workspace_id = ${scope.workspaceId}`.execute(scope.db)
  const row = rows[0]
  if (!row?.last) throw new Refused('economics/no-ledger')
  return { revision: row.revision, lastInvoiceDate: row.last, hasActivityCounts: row.counts }
}

/**
 * The question as this person may ask it: who does not see every account is answered by company, because a group's sum
 * would tell of companies that are hidden from them.
 */
export function questionFor(actor: Actor, input: PeriodInput, lastInvoiceDate: string): FigureQuestion {
  return settleQuestion(actor.visibility === 'all' ? input : { ...input, basis: 'company' }, lastInvoiceDate)
}

/** The answer to a question if it has been computed for the present facts. */
export async function findFigureSet(scope: ReadScope, input: PeriodInput): Promise<FigureSet | null> {
  const facts = await readLedgerFacts(scope)
  const question = questionFor(scope.actor, input, facts.lastInvoiceDate)
  const dates = monthDates(question)
  const { rows } = await sql<{ id: string; totals: BookTotals }>`
    select coalesce(s.figures_of, s.id) as id, s.totals from mainstay.figure_set s
    where s.workspace_id = ${scope.workspaceId} and s.ledger_revision = ${facts.revision}::bigint
      and s.basis = ${question.basis} and s.rates = ${question.rates} and s.comparison = ${question.comparison}
      and s.from_month = ${dates.from}::date and s.to_month = ${dates.to}::date
      and s.known_on is not distinct from ${question.knownOn}::date`.execute(scope.db)
  const row = rows[0]
  if (!row) return null
  return {
    id: row.id,
    question,
    period: presentPeriod(question, {
      currency: scope.actor.reportingCurrency,
      ledgerRevision: Number(facts.revision),
      lastInvoiceDate: facts.lastInvoiceDate,
    }),
    hasActivityCounts: facts.hasActivityCounts,
    totals: scope.actor.visibility === 'all' ? row.totals : await sumFigures(scope, row.id),
  }
}

/** Computes the answer to one question inside a write transaction of the program itself. */
export async function computeFigureSet(scope: WriteScope, question: FigureQuestion): Promise<void> {
  const claim = await claimQuestion(scope, question)
  if (!claim) return
  if (question.knownOn !== null) await openBooksOf(scope, question.knownOn)
  await gatherSubjectMonths(scope, question)
  await answerFromMonths(scope, claim, null)
}

/**
 * Answers the default question by company and by group. The months of the companies are gathered once and added up by
 * group; where every group is a single company, the answers are the same and lie once. Months that lie gathered already are used if
 * they are those of this question.
 */
export async function answerDefaultQuestions(
  scope: WriteScope,
  lastInvoiceDate: string,
  gathered: FigureQuestion | null,
): Promise<void> {
  const byCompany = settleQuestion({ basis: 'company' }, lastInvoiceDate)
  const byGroup = settleQuestion({ basis: 'group' }, lastInvoiceDate)
  const company = await claimQuestion(scope, byCompany)
  if (!company) return computeFigureSet(scope, byGroup)
  const memory: EvidenceMemory | null = (await hasGroups(scope)) ? new Map() : null
  if (gathered?.to !== byCompany.to) await gatherSubjectMonths(scope, byCompany)
  await answerFromMonths(scope, company, memory)
  const group = await claimQuestion(scope, byGroup)
  if (!group) return
  if (!memory) return shareFigures(scope, company.setId, group.setId)
  await groupSubjectMonths(scope)
  await answerFromMonths(scope, group, memory)
}

/** A question that this transaction has taken upon itself to answer. */
interface Claim {
  readonly question: FigureQuestion
  readonly setId: string
  readonly revision: string
}

/** Null when the question is answered for the present facts already. */
async function claimQuestion(scope: WriteScope, question: FigureQuestion): Promise<Claim | null> {
  const { revision, lastInvoiceDate } = await readLedgerFacts(scope)
  const isDefault = isDefaultQuestion(question, lastInvoiceDate)
  const setId = await claimFigureSet(scope, question, { id: randomUUID(), revision, isDefault })
  if (setId === null) return null
  await prepareForBulk(scope)
  return { question, setId, revision }
}

async function answerFromMonths(scope: WriteScope, claim: Claim, memory: EvidenceMemory | null): Promise<void> {
  const { question, setId, revision } = claim
  const histories = await readSeries(scope, question)
  // The database adds up while this process judges.
  const [outlooks] = await Promise.all([judgeOutlooks(histories, memory), gatherLevels(scope, question)])
  await keepOutlooks(scope, outlooks)
  await insertFigures(scope, question, setId)
  await insertDetails(scope, setId)
  if (question.knownOn !== null) await keepGroups(scope, setId)
  await storeTotals(scope, setId)
  await dropStaleSets(scope, revision)
}

/**
 * Makes sure that a question is answered, whoever asks it: the computing runs in its own transaction as the program
 * itself, since the reader's may only read and may not see every account. Of several at once, one computes.
 */
export async function ensureFigureSet(area: AreaContext, actor: Actor, input: PeriodInput): Promise<void> {
  const system = await systemActorOf(area.pool, actor.workspaceId)
  const basis = actor.visibility === 'all' ? input.basis : 'company'
  await area.useCases.command(system, noOrigin, async (scope) => {
    const { lastInvoiceDate } = await readLedgerFacts(scope)
    await computeFigureSet(scope, settleQuestion({ ...input, ...(basis ? { basis } : {}) }, lastInvoiceDate))
  })
}

/** Reads with the answer to a question at hand, computing it first where nobody has asked before. */
export async function readWithFigures<Value>(
  area: AreaContext,
  actor: Actor,
  ask: { readonly input: PeriodInput; work(scope: ReadScope, set: FigureSet): Promise<Value> },
): Promise<Value> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = await area.useCases.read(actor, async (scope) => {
      const set = await findFigureSet(scope, ask.input)
      return set === null ? null : { value: await ask.work(scope, set) }
    })
    if (answer) return answer.value
    await ensureFigureSet(area, actor, ask.input)
  }
  throw new Refused('http/busy')
}

/** The same for a route. */
export function askFigures<Value>(
  area: AreaContext,
  call: { readonly context: CallContext; readonly input: PeriodInput },
  work: (scope: ReadScope, set: FigureSet) => Promise<Value>,
): Promise<Value> {
  return readWithFigures(area, actorOf(call.context), { input: call.input, work })
}
