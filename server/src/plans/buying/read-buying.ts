import type { BuyingPart, BuyingStep, Purchase } from '@mainstay/contract/plans-buying'
import { type BuyingFit, type BuyingStepFit, type FittedStep, fitOfWays } from '@mainstay/domain/buying'
import type { Figure } from '@mainstay/domain/kernel'
import type { ReadScope } from '../../platform/use-case.ts'
import { readCaused } from '../caused.ts'
import { type StoredPlan, seesPart } from '../plan-store.ts'
import { type StoredPerson, selectTeam } from '../team/team-store.ts'
import { findPurchase, type PurchaseRow, standingPurchases } from './purchase-store.ts'
import { archivedTemplates, newestTemplates, templateNames } from './read-templates.ts'
import { type StepRow, standingSteps } from './step-store.ts'

/** The whole part as of a day. Whoever calls it has made sure with `requirePart` that the reader may see it. */
export async function readBuyingPart(scope: ReadScope, plan: StoredPlan, asOf: string): Promise<BuyingPart> {
  const rows = await standingPurchases(scope, plan)
  return {
    purchases: await presentPurchases(scope, plan, { rows, asOf }),
    templates: await newestTemplates(scope, plan),
    archivedTemplates: await archivedTemplates(scope, plan),
  }
}

/** One purchase, also one that was taken out just now. */
export async function presentPurchase(
  scope: ReadScope,
  plan: StoredPlan,
  { id, asOf }: { readonly id: string; readonly asOf: string },
): Promise<Purchase> {
  const row = await findPurchase(scope, plan, id)
  const [purchase] = await presentPurchases(scope, plan, { rows: [row], asOf })
  if (!purchase) throw new Error('a purchase that was found is not presented')
  return purchase
}

/** What presenting a step takes beside it. */
interface Known {
  readonly team: ReadonlyMap<string, StoredPerson>
  readonly seesTeam: boolean
  readonly caused: ReadonlyMap<string, BuyingStep['caused']>
}

async function presentPurchases(
  scope: ReadScope,
  plan: StoredPlan,
  { rows, asOf }: { readonly rows: readonly PurchaseRow[]; readonly asOf: string },
): Promise<Purchase[]> {
  if (rows.length === 0) return []
  const steps = Map.groupBy(
    await standingSteps(
      scope,
      plan,
      rows.map(({ id }) => id),
    ),
    (step) => step.purchase_id,
  )
  const templates = await templateNames(
    scope,
    plan,
    rows.flatMap(({ template_id: id }) => id ?? []),
  )
  const known: Known = {
    team: new Map((await selectTeam(scope, plan)).map((person) => [person.id, person])),
    seesTeam: await seesPart(scope, plan, 'team'),
    caused: await causedBySteps(scope, plan),
  }
  return rows.map((row) => ({
    ...facts(row),
    template: templates.get(row.template_id ?? '') ?? null,
    ...waysOf(steps.get(row.id) ?? [], known, dayOfJudgement(row, asOf)),
  }))
}

async function causedBySteps(scope: ReadScope, plan: StoredPlan): Promise<Known['caused']> {
  const things = await readCaused(scope, plan, ['buying_step'])
  const byStep = Map.groupBy(things, ({ causeId }) => causeId)
  return new Map([...byStep].map(([id, own]) => [id, own.map(({ effect }) => ({ ...effect, isByPair: false }))]))
}

/** What has ended is late no further than it was then. */
function dayOfJudgement({ ended_on: endedOn }: PurchaseRow, asOf: string): string {
  return endedOn !== null && endedOn < asOf ? endedOn : asOf
}

function facts(row: PurchaseRow): Omit<Purchase, 'template' | 'customerSteps' | 'ourSteps' | 'fit'> {
  const { ended_on: on, end_reason: reason, ended_by_name: byName } = row
  return {
    id: row.id,
    title: row.title,
    buyClass: row.buy_class,
    note: row.note,
    decisionOn: row.decision_on,
    status: row.status,
    ended: on !== null && reason !== null && byName !== null ? { on, reason, byName } : null,
    authorName: row.author_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

function waysOf(steps: readonly StepRow[], known: Known, asOf: string) {
  const customer = steps.filter(({ side }) => side === 'customer')
  const ours = steps.filter(({ side }) => side === 'ours')
  const fitted = (row: StepRow) => fittedOf(row, known)
  const { fit, steps: fits } = fitOfWays({ customer: customer.map(fitted), ours: ours.map(fitted) }, asOf)
  const presented = (row: StepRow) => presentStep(row, known, fits.get(row.id))
  return { customerSteps: customer.map(presented), ourSteps: ours.map(presented), fit: presentFit(fit) }
}

/** Who is named for a step, while they are on the team and on its side. */
function namedFor({ owner_id: ownerId, side }: StepRow, { team }: Known): StoredPerson | undefined {
  const person = ownerId === null ? undefined : team.get(ownerId)
  return person?.side === side ? person : undefined
}

function fittedOf(row: StepRow, known: Known): FittedStep {
  return {
    id: row.id,
    serves: row.serves,
    plannedOn: row.planned_on,
    doneOn: row.done_on,
    evidence: row.evidence,
    isNamed: namedFor(row, known) !== undefined,
  }
}

function presentStep(row: StepRow, known: Known, fit: BuyingStepFit | undefined): BuyingStep {
  const owner = known.seesTeam ? namedFor(row, known) : undefined
  return {
    id: row.id,
    purchaseId: row.purchase_id,
    side: row.side,
    title: row.title,
    phase: row.phase,
    ownerRole: row.owner_role,
    owner: owner ? { id: owner.id, name: owner.name, function: owner.function } : null,
    evidence: row.evidence,
    requirement: row.requirement,
    plannedOn: row.planned_on,
    doneOn: row.done_on,
    slipDays: fit?.slipDays ?? null,
    mappedTo: [...(fit?.mappedTo ?? [])],
    marks: [...(fit?.marks ?? [])],
    caused: [...(known.caused.get(row.id) ?? [])],
    authorName: row.author_name,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

function presentFit(fit: BuyingFit): Purchase['fit'] {
  return {
    ...fit,
    coverageGap: presentFigure(fit.coverageGap),
    orphanShare: presentFigure(fit.orphanShare),
    inversions: presentFigure(fit.inversions),
    customerProgress: presentFigure(fit.customerProgress),
    ourProgress: presentFigure(fit.ourProgress),
    leadLag: presentFigure(fit.leadLag),
    medianSlipDays: presentFigure(fit.medianSlipDays),
    roleGap: presentFigure(fit.roleGap),
  }
}

function presentFigure({ value, status, reasons }: Figure): Purchase['fit']['coverageGap'] {
  return { value, status, reasons: [...reasons] }
}
