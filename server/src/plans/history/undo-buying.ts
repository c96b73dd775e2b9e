import { BUYING_STEP_LIMIT, PURCHASE_LIMIT } from '@mainstay/contract/plans-buying'
import type { BuyingSide } from '@mainstay/domain/buying'
import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { KeptRow } from './kept-row.ts'
import { servedBy } from './undoable-buying.ts'
import { type Hindrance, hindrance, wayBack } from './way-back.ts'

interface PurchaseAround {
  readonly status: string
  readonly isRemoved: boolean
  readonly steps: Readonly<Record<BuyingSide, number>>
}

/** What stands in the buying process of a plan beside rows that would be taken back. */
export interface AroundBuying {
  /** How many purchases stand. */
  readonly purchases: number
  readonly byId: ReadonlyMap<string, PurchaseAround>
  readonly milestones: ReadonlySet<string>
  /** Sides of those of the team whom the reader sees. */
  readonly team: ReadonlyMap<string, string>
}

const NOTHING: AroundBuying = { purchases: 0, byId: new Map(), milestones: new Set(), team: new Map() }

interface Found {
  readonly purchases: [string, string, boolean, number, number][] | null
  readonly milestones: string[] | null
  readonly team: [string, string][] | null
}

/** Reads it in one statement; of a plan none of whose rows is about buying, nothing. */
export async function readAroundBuying(
  scope: ReadScope,
  { planId, seesTeam }: { readonly planId: string; readonly seesTeam: boolean },
  rows: readonly KeptRow[],
): Promise<AroundBuying> {
  if (!rows.some(({ table }) => table === 'purchase' || table === 'buying_step')) return NOTHING
  const inPlan = sql`x.workspace_id = ${scope.workspaceId} and x.plan_id = ${planId}`
  const { rows: found } = await sql<Found>`
    select (select jsonb_agg(jsonb_build_array(x.id, x.status, x.removed_at is not null,
          coalesce(s.customer, 0), coalesce(s.ours, 0))) from mainstay.purchase x
        left join lateral (select count(*) filter (where s.side = 'customer') as customer, count(*) filter (where s.side = 'ours') as ours
          from mainstay.buying_step s where s.workspace_id = x.workspace_id and s.purchase_id = x.id and s.removed_at is null) s on true
        where ${inPlan}) as purchases,
      (select jsonb_agg(x.id) from mainstay.buying_step x where ${inPlan} and x.side = 'customer' and x.removed_at is null) as milestones,
      (select jsonb_agg(jsonb_build_array(x.id, x.side)) from mainstay.plan_person x
        where ${seesTeam} and ${inPlan} and x.removed_at is null) as team`.execute(scope.db)
  const purchases = found[0]?.purchases ?? []
  return {
    purchases: purchases.filter(([, , isRemoved]) => !isRemoved).length,
    byId: new Map(
      purchases.map(([id, status, isRemoved, customer, ours]) => [
        id,
        { status, isRemoved, steps: { customer, ours } },
      ]),
    ),
    milestones: new Set(found[0]?.milestones),
    team: new Map(found[0]?.team),
  }
}

export function hindranceOfPurchase(row: KeptRow, { purchases: present }: AroundBuying): Hindrance | null {
  if (wayBack(row) !== 'puts_back' || present < PURCHASE_LIMIT) return null
  return hindrance('plans/purchases-full', { present, limit: PURCHASE_LIMIT })
}

/** A step that came with its purchase goes with it, whatever became of the purchase by now. */
export function hindranceOfStep(row: KeptRow, around: AroundBuying, together: readonly KeptRow[]): Hindrance | null {
  if (together.some(({ table }) => table === 'purchase')) return null
  const purchase = around.byId.get(row.after?.purchase_id ?? '')
  if (!purchase || purchase.isRemoved) return hindrance('plans/removed')
  if (purchase.status !== 'open') return hindrance('plans/purchase-ended', { status: purchase.status })
  const way = wayBack(row)
  if (way === 'puts_back') {
    const side: BuyingSide = row.after?.side === 'customer' ? 'customer' : 'ours'
    const present = purchase.steps[side]
    // Steps that were added at once are of one purchase, and come back at once.
    const back = together.filter((each) => each.after?.side === side && wayBack(each) === 'puts_back').length
    if (present + back <= BUYING_STEP_LIMIT) return null
    return hindrance('plans/buying-steps-full', { side, present, limit: BUYING_STEP_LIMIT })
  }
  return way === 'changes' ? ofChange(row, around) : null
}

/** Only what would become otherwise is asked about. */
function ofChange({ before, after }: KeptRow, { milestones, team }: AroundBuying): Hindrance | null {
  const served = new Set(servedBy(after))
  const hasGone = servedBy(before).some((id) => !served.has(id) && !milestones.has(id))
  const ownerId = before?.owner_id ?? null
  const side = ownerId === null || ownerId === after?.owner_id ? null : (team.get(ownerId) ?? 'nobody')
  const wrongs = [
    ...(hasGone ? ['plans/milestone-unknown'] : []),
    ...(side === 'nobody' ? ['plans/owner-not-on-team'] : []),
    ...(side !== null && side !== 'nobody' && side !== after?.side ? ['plans/owner-of-other-side'] : []),
  ]
  const [first, second] = wrongs
  if (first === undefined) return null
  return hindrance(second === undefined ? first : 'http/invalid')
}
