import type { BuyingSide } from '@mainstay/domain/buying'
import type { ImportedPurchase } from './file-shape.ts'
import { inPieces, momentsOf, placeOf, type StoreWork } from './store-work.ts'

/** Purchases begin from no template here: templates belong to the account that the file came from. */
export async function storeBuying(work: StoreWork): Promise<void> {
  const { scope, content, ids } = work
  const purchases = content.buying?.purchases ?? []
  const rows = purchases.map((purchase) => ({
    ...placeOf(work),
    ...momentsOf(work, purchase),
    id: ids.of(purchase.id),
    title: purchase.title,
    buy_class: purchase.buyClass,
    note: purchase.note,
    decision_on: purchase.decisionOn,
    status: purchase.status,
    ended_on: purchase.ended?.on ?? null,
    end_reason: purchase.ended?.reason ?? null,
    ended_by_name: purchase.ended?.byName ?? null,
    template_id: null,
    author_id: scope.actor.id,
    author_name: purchase.authorName,
  }))
  await inPieces(rows, (piece) => scope.db.insertInto('mainstay.purchase').values(piece).execute())
  const steps = purchases.flatMap((purchase) => [
    ...stepRows(work, purchase, 'customer'),
    ...stepRows(work, purchase, 'ours'),
  ])
  await inPieces(steps, (piece) => scope.db.insertInto('mainstay.buying_step').values(piece).execute())
}

function stepRows(work: StoreWork, purchase: ImportedPurchase, side: BuyingSide) {
  return (side === 'customer' ? purchase.customerSteps : purchase.ourSteps).map((step, at) => ({
    ...placeOf(work),
    ...momentsOf(work, { createdAt: step.updatedAt, updatedAt: step.updatedAt }),
    id: work.ids.of(step.id),
    purchase_id: work.ids.of(purchase.id),
    side,
    position: at + 1,
    title: step.title,
    phase: step.phase,
    owner_role: step.ownerRole,
    owner_id: step.owner && work.ids.person(side, step.owner.id),
    evidence: step.evidence,
    requirement: step.requirement,
    planned_on: step.plannedOn,
    done_on: step.doneOn,
    serves: side === 'ours' ? [...new Set(step.mappedTo)].map((id) => work.ids.of(id)) : [],
    author_id: work.scope.actor.id,
    author_name: step.authorName,
  }))
}
