import { dayInWords } from '@mainstay/domain/kernel'
import { draftFromLedger, type LedgerKnowledge, type LedgerSentence } from '@mainstay/domain/plans'
import { amountOf, readAccountEconomics, readWithFigures } from '../../economics/index.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'

/** What the ledger says of an account on the day a plan is begun. */
export interface LedgerDraft {
  readonly sentences: readonly LedgerSentence[]
  /** Where the sentences come from, in words. */
  readonly source: string
  /** Day of the last invoice, today where it lies ahead. */
  readonly asOf: string
}

type Economics = Awaited<ReturnType<typeof readAccountEconomics>>

/**
 * First statements about an account from the invoice ledger; null while it has no invoices. The head of a group is told of
 * with its whole group, for people who may see every account. Reads in transactions of its own: call it before a command.
 */
export async function askLedger(area: AreaContext, actor: Actor, accountId: string): Promise<LedgerDraft | null> {
  const isHead = await isGroupHead(area, actor, accountId)
  try {
    return await readWithFigures(area, actor, {
      input: { basis: isHead ? 'group' : 'company' },
      work: async (scope, set) =>
        draftOf(await readAccountEconomics(scope, set, { id: accountId, today: today(area) }), today(area)),
    })
  } catch (problem) {
    // Without a ledger, or for an account that has come after it was last read, a plan begins without its statements.
    if (problem instanceof Refused && NOTHING_KNOWN.has(problem.code)) return null
    throw problem
  }
}

const NOTHING_KNOWN: ReadonlySet<string> = new Set(['economics/no-ledger', 'http/not-found'])

function isGroupHead(area: AreaContext, actor: Actor, accountId: string): Promise<boolean> {
  return area.useCases.read(actor, async (scope) => {
    const row = await scope.db
      .selectFrom('mainstay.account as a')
      .select('a.group_id')
      .where('a.workspace_id', '=', scope.workspaceId)
      .where('a.id', '=', accountId)
      .executeTakeFirst()
    if (!row) throw new Refused('plans/account-unknown', { accountId })
    return row.group_id === accountId
  })
}

function draftOf(economics: Economics, day: string): LedgerDraft | null {
  const { period } = economics
  if (period.lastInvoiceDate === null) return null
  const source = `Invoice ledger up to ${dayInWords(period.lastInvoiceDate)}`
  return {
    sentences: draftFromLedger(knowledgeOf(economics)),
    source,
    asOf: period.lastInvoiceDate < day ? period.lastInvoiceDate : day,
  }
}

function knowledgeOf({ period, ...economics }: Economics): LedgerKnowledge {
  const amount = (text: string | null) => (text === null ? null : amountOf(text))
  return {
    currency: period.currency,
    period,
    netRevenue: amount(economics.netRevenue.value),
    netRevenueBefore: amount(economics.netRevenueBefore.value),
    growth: economics.growth.value,
    outlook: economics.outlook,
    productMix: economics.productMix.map(({ productLine, netRevenue, share }) => ({
      name: productLine,
      netRevenue: amount(netRevenue),
      share,
    })),
    companies: Math.max(1, economics.companies.length),
  }
}
