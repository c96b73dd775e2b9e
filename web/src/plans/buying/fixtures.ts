import { fitOfWays, slipDays } from '@mainstay/domain/buying'
import type { PlanHeader } from '../api.ts'
import { aPlanHeader } from '../record-fixtures.ts'
import type { BuyingPart, BuyingStep, BuyingTemplate, Purchase } from './types.ts'

const TODAY = '2026-11-22'

export function uuidOf(number: number): string {
  return `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`
}

/** An active plan with a section for how they buy, and one for the team. */
export function aBuyingPlan(changes: Partial<PlanHeader> = {}): PlanHeader {
  const section = { help: '', audience: 'plan' as const, fields: [], freshMonths: null }
  return aPlanHeader({
    sections: [
      { ...section, key: 'buying', title: 'How they buy', part: 'buying_process' },
      { ...section, key: 'team', title: 'Team', part: 'team' },
    ],
    ...changes,
  })
}

/** A milestone of theirs with everything said of it; what it is mapped to and what is wrong come of the purchase. */
export function aMilestone(number: number, changes: Partial<BuyingStep> = {}): BuyingStep {
  return {
    id: uuidOf(number),
    purchaseId: uuidOf(900),
    side: 'customer',
    title: `Milestone ${number}`,
    phase: null,
    ownerRole: 'Purchasing',
    owner: { id: uuidOf(800), name: 'Petra Purchasing', function: 'Head of purchasing' },
    evidence: 'They say so in writing',
    requirement: '',
    plannedOn: null,
    doneOn: null,
    slipDays: null,
    mappedTo: [],
    marks: [],
    caused: [],
    authorName: 'Ann Bell',
    updatedAt: '2026-11-20T10:00:00Z',
    version: 1,
    ...changes,
  }
}

/** A step of ours that serves milestones by their numbers. */
export function aStep(number: number, serves: readonly number[], changes: Partial<BuyingStep> = {}): BuyingStep {
  const owner = { id: uuidOf(801), name: 'Sam Sales', function: 'Account manager' }
  const own = { title: `Step ${number}`, ownerRole: 'Account manager', owner }
  return aMilestone(100 + number, { side: 'ours', ...own, mappedTo: serves.map(uuidOf), ...changes })
}

interface Steps {
  readonly theirs: readonly BuyingStep[]
  readonly ours: readonly BuyingStep[]
}

/** A purchase whose steps and figures are judged as the server judges them. */
export function aPurchase({ theirs, ours }: Steps, changes: Partial<Purchase> = {}): Purchase {
  const fitted = (steps: readonly BuyingStep[]) =>
    steps.map((step) => ({
      id: step.id,
      serves: step.side === 'ours' ? step.mappedTo : [],
      plannedOn: step.plannedOn,
      doneOn: step.doneOn,
      evidence: step.evidence,
      isNamed: step.owner !== null,
    }))
  const { fit, steps } = fitOfWays({ customer: fitted(theirs), ours: fitted(ours) }, TODAY)
  const judged = (step: BuyingStep): BuyingStep => {
    const found = steps.get(step.id)
    return {
      ...step,
      mappedTo: [...(found?.mappedTo ?? [])],
      marks: [...(found?.marks ?? [])],
      slipDays: slipDays(step, TODAY),
    }
  }
  const wire = <Value>({
    value,
    status,
    reasons,
  }: {
    value: Value
    status: 'ok' | string
    reasons: readonly string[]
  }) => ({ value, status, reasons: [...reasons] }) as Purchase['fit']['coverageGap']
  return {
    id: uuidOf(900),
    title: 'Pumps for the new hall',
    buyClass: 'new_task',
    note: '',
    decisionOn: '2027-03-01',
    status: 'open',
    ended: null,
    template: null,
    customerSteps: theirs.map(judged),
    ourSteps: ours.map(judged),
    fit: {
      ...fit,
      coverageGap: wire(fit.coverageGap),
      orphanShare: wire(fit.orphanShare),
      inversions: wire(fit.inversions),
      customerProgress: wire(fit.customerProgress),
      ourProgress: wire(fit.ourProgress),
      leadLag: wire(fit.leadLag),
      medianSlipDays: wire(fit.medianSlipDays),
      roleGap: wire(fit.roleGap),
    },
    authorName: 'Ann Bell',
    createdAt: '2026-11-01T10:00:00Z',
    updatedAt: '2026-11-20T10:00:00Z',
    version: 1,
    ...changes,
  }
}

export function aTemplate(changes: Partial<BuyingTemplate> = {}): BuyingTemplate {
  return {
    id: uuidOf(700),
    name: 'Yearly tender',
    number: 2,
    buyClass: 'modified_rebuy',
    customerSteps: 6,
    ourSteps: 7,
    keptOn: '2026-05-01',
    keptByName: 'Ann Bell',
    ...changes,
  }
}

export function aBuyingPart(purchases: readonly Purchase[], templates: readonly BuyingTemplate[] = []): BuyingPart {
  return { purchases: [...purchases], templates: [...templates], archivedTemplates: [] }
}
