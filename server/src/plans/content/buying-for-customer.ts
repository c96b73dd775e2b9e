import type { BuyingPart, BuyingStep, Purchase } from '@mainstay/contract/plans-buying'
import { NOT_TOLD } from './not-told.ts'

/** The way to a decision that is still open, as both walk it; how well we fit, and what we think of theirs, stays here. */
export function buyingForCustomer({ purchases }: BuyingPart): BuyingPart {
  return {
    purchases: purchases.filter(({ status }) => status === 'open').map(purchaseForCustomer),
    templates: [],
    archivedTemplates: [],
  }
}

function purchaseForCustomer(purchase: Purchase): Purchase {
  const { id, title, buyClass, decisionOn, customerSteps, ourSteps, createdAt, updatedAt } = purchase
  return {
    id,
    title,
    buyClass,
    decisionOn,
    createdAt,
    updatedAt,
    note: '',
    status: 'open',
    ended: null,
    template: null,
    customerSteps: customerSteps.map(stepForCustomer),
    ourSteps: ourSteps.map(stepForCustomer),
    fit: {
      coverageGap: NOT_TOLD,
      notServed: 0,
      orphanShare: NOT_TOLD,
      orphans: 0,
      inversions: NOT_TOLD,
      inverted: 0,
      customerProgress: NOT_TOLD,
      ourProgress: NOT_TOLD,
      leadLag: NOT_TOLD,
      alarm: null,
      medianSlipDays: NOT_TOLD,
      lateSteps: 0,
      roleGap: NOT_TOLD,
    },
    authorName: '',
    version: 1,
  }
}

function stepForCustomer({ id, purchaseId, side, title, plannedOn, doneOn, updatedAt }: BuyingStep): BuyingStep {
  return {
    id,
    purchaseId,
    side,
    title,
    plannedOn,
    doneOn,
    updatedAt,
    phase: null,
    ownerRole: '',
    owner: null,
    evidence: '',
    requirement: '',
    slipDays: null,
    mappedTo: [],
    marks: [],
    caused: [],
    authorName: '',
    version: 1,
  }
}
