import { formatAmount } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { amountOf, spanFigures } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountStanding, listScores } from '../../selection/index.ts'
import { readConcentration, TOP_COUNTS } from '../queries/concentration.ts'
import { checkMeasure } from '../queries/measures.ts'
import { readLostAccounts, readRetentionFigures } from '../queries/retention.ts'
import { type AmountSource, readCurve, readCurvePoints } from '../queries/whale-curve.ts'
import { type ReportPeriod, type ReportQuestion, settleReport, twelveMonthsTo, yearBefore } from './report-source.ts'

const NAMED_LOST = 1_000

interface ReportRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly net: string | null
  readonly margin: string | null
  readonly contribution: string | null
}

/** Money of a report: two decimals, or null when unknown. */
function reportMoney(text: string | null): string | null {
  return text === null ? null : formatAmount(amountOf(text))
}

function amounts(scope: ReadScope, period: ReportPeriod, column: 'net' | 'margin' | 'contribution'): AmountSource {
  return sql`select f.account_id, f.${sql.raw(column)} as amount from (${spanFigures(scope, period)}) f`
}

/** The measure asked for, else contribution where cost to serve is known, else gross margin. */
async function settleMeasure(scope: ReadScope, period: ReportPeriod, question: ReportQuestion) {
  checkMeasure(scope, question.measure ?? 'gross_margin')
  if (question.measure) return question.measure
  const { rows } = await sql<{ known: boolean }>`
    select exists (select 1 from (${spanFigures(scope, period)}) f where f.contribution is not null) as known`.execute(
    scope.db,
  )
  return rows[0]?.known ? 'contribution' : 'gross_margin'
}

/** Who makes the profit and who eats it, account by account. */
export function reportWhaleCurve(area: AreaContext, actor: Actor, question: ReportQuestion) {
  return area.useCases.read(actor, async (scope) => {
    const period = await settleReport(scope, question)
    const measure = await settleMeasure(scope, period, question)
    const source = amounts(scope, period, measure === 'contribution' ? 'contribution' : 'margin')
    const curve = await readCurve(scope, source)
    if (curve.accounts === 0)
      throw new Refused('portfolio/measure-unknown', { measure, accountsUnknown: curve.accountsUnknown })
    const points = await readCurvePoints(scope, source, 'every')
    return {
      currency: actor.reportingCurrency,
      from: period.from,
      to: period.to,
      measure,
      accounts: curve.accounts,
      accountsUnknown: curve.accountsUnknown,
      total: formatAmount(curve.total),
      peak: { ...curve.peak, amount: formatAmount(curve.peak.amount) },
      lossMaking: { accounts: curve.lossMaking.accounts, amount: formatAmount(curve.lossMaking.amount) },
      points: points.map((point) => ({
        rank: point.rank,
        account: point.code,
        name: point.name,
        amount: formatAmount(amountOf(point.amount)),
        cumulative: formatAmount(amountOf(point.cumulative)),
      })),
    }
  })
}

/** Every account with its money and its standing, best rank first. */
export function reportPortfolio(area: AreaContext, actor: Actor, question: ReportQuestion) {
  return area.useCases.read(actor, async (scope) => {
    const period = await settleReport(scope, question)
    const standings = new Map((await listScores(scope, today(area))).map((standing) => [standing.accountId, standing]))
    const rows = await readRows(scope, period)
    const ranked = rows
      .map((row, place) => ({ row, place, standing: standings.get(row.id) }))
      .sort((a, b) => (a.standing?.rank ?? UNRANKED) - (b.standing?.rank ?? UNRANKED) || a.place - b.place)
    return {
      currency: actor.reportingCurrency,
      from: period.from,
      to: period.to,
      accounts: ranked.map(({ row, standing }) => presentRow(scope, row, standing)),
    }
  })
}

const UNRANKED = Number.MAX_SAFE_INTEGER

async function readRows(scope: ReadScope, period: ReportPeriod): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select f.account_id as id, a.code, a.name, f.net::text as net, f.margin::text as margin, f.contribution::text as contribution
    from (${spanFigures(scope, period)}) f
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = f.account_id
    order by f.net desc nulls last, f.account_id`.execute(scope.db)
  return rows
}

function presentRow(scope: ReadScope, row: ReportRow, standing: AccountStanding | undefined) {
  const confidential = (text: string | null) => (scope.actor.seesMargins ? reportMoney(text) : null)
  return {
    account: row.code,
    name: row.name,
    netRevenue: reportMoney(row.net),
    grossMargin: confidential(row.margin),
    contribution: confidential(row.contribution),
    score: standing?.score ?? null,
    rank: standing?.rank ?? null,
    tier: standing?.tier ?? null,
    confidence: standing?.confidence ?? null,
  }
}

/** How much hangs on how few, and what would go with the largest. */
export function reportConcentration(area: AreaContext, actor: Actor, question: ReportQuestion) {
  return area.useCases.read(actor, async (scope) => {
    const period = await settleReport(scope, question)
    const found = await readConcentration(scope, amounts(scope, period, 'net'))
    const rows = (await readRows(scope, period)).filter((row) => row.net !== null)
    const measure = rows.some((row) => row.contribution !== null) ? 'contribution' : 'gross_margin'
    return {
      currency: actor.reportingCurrency,
      from: period.from,
      to: period.to,
      accounts: found.accounts,
      topShare: found.topShares.map(({ accounts, share }) => ({ accounts, share: share.value })),
      accountsFor80: found.accountsFor80.value,
      hhi: found.hhi.value,
      effectiveAccounts: found.effectiveAccounts.value,
      contributionMeasure: measure,
      loseTop: TOP_COUNTS.map((count) => ({ accounts: count, ...loss(scope, { rows, count, measure }) })),
    }
  })
}

interface Loss {
  readonly rows: readonly ReportRow[]
  readonly count: number
  readonly measure: 'contribution' | 'gross_margin'
}

/** What goes with the largest accounts, and what is left without them. A profit unknown for one is unknown for all. */
function loss(scope: ReadScope, { rows, count, measure }: Loss) {
  const sum = (texts: readonly (string | null)[]) =>
    texts.some((text) => text === null) ? null : texts.reduce((total, text) => total + amountOf(text ?? '0'), 0n)
  const money = (texts: readonly (string | null)[]) => {
    const total = sum(texts)
    return total === null ? null : formatAmount(total)
  }
  const net = rows.map((row) => row.net)
  const profit = scope.actor.seesMargins
    ? rows.map((row) => (measure === 'contribution' ? row.contribution : row.margin))
    : [null]
  return {
    netRevenue: money(net.slice(0, count)),
    contribution: money(scope.actor.seesMargins ? profit.slice(0, count) : profit),
    netRevenueAfter: money(net.slice(count)),
    contributionAfter: money(scope.actor.seesMargins ? profit.slice(count) : profit),
  }
}

/** How much of last year's customers and money stayed. Without days: the last twelve months against the twelve before. */
export function reportRetention(area: AreaContext, actor: Actor, question: ReportQuestion) {
  return area.useCases.read(actor, async (scope) => {
    const asked = await settleReport(scope, question)
    const isOpen = question.from === undefined && question.to === undefined
    const now = isOpen ? { ...asked, ...twelveMonthsTo(asked.ledger.to) } : asked
    const before = yearBefore(now)
    const source = sql`
      select coalesce(n.account_id, b.account_id) as account_id, case when b.account_id is null then 0 else b.net end as before,
        case when n.account_id is null then 0 else n.net end as after
      from (${spanFigures(scope, now)}) n full join (${spanFigures(scope, before)}) b on b.account_id = n.account_id`
    const found = await readRetentionFigures(scope, source)
    const lost = await readLostAccounts(scope, source, NAMED_LOST)
    return {
      currency: actor.reportingCurrency,
      from: now.from,
      to: now.to,
      beforeFrom: before.from,
      beforeTo: before.to,
      cohort: found.cohort,
      nrr: found.nrr.value,
      grr: found.grr.value,
      logoChurn: found.logoChurn.value,
      lost: found.lost,
      lostAccounts: lost.map(({ code, name, before: net }) => ({
        account: code,
        name,
        netRevenueBefore: reportMoney(net),
      })),
      bridge: found.bridge.map(({ key, amount }) => ({ key, amount: formatAmount(amount) })),
    }
  })
}

/** One account by its code: money, standing, and the companies of its group. */
export function reportAccount(area: AreaContext, actor: Actor, question: ReportQuestion & { readonly code: string }) {
  return area.useCases.read(actor, async (scope) => {
    const period = await settleReport(scope, question)
    const { rows } = await sql<{ id: string; code: string; name: string; group_id: string }>`
      select a.id, a.code, a.name, a.group_id from mainstay.account a
      where a.workspace_id = ${scope.workspaceId} and a.code = ${question.code}`.execute(scope.db)
    const account = rows[0]
    if (!account) throw new Refused('http/not-found')
    const figures = (await readRows(scope, period)).find((row) => row.id === account.id)
    const standing = (await listScores(scope, today(area))).find((one) => one.accountId === account.group_id)
    const none = { net: '0', margin: '0', contribution: null }
    return {
      currency: actor.reportingCurrency,
      from: period.from,
      to: period.to,
      ...presentRow(scope, figures ?? { ...account, ...none }, standing),
    }
  })
}
