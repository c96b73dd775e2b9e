import type { Purchase } from '@mainstay/contract/plans-buying'
import type { SamplePurchase } from '@mainstay/demo'
import type { WriteScope } from '../../platform/use-case.ts'
import { beginPurchase, endPurchase } from '../buying/write-purchases.ts'
import { addBuyingSteps, changeBuyingStep } from '../buying/write-steps.ts'
import { keepBuyingTemplate } from '../buying/write-templates.ts'
import type { Clock } from '../objectives/write-objectives.ts'
import { findPlan } from '../plan-store.ts'
import { readTeamPart } from '../team/read-team.ts'
import { momentOf } from './sample-actor.ts'
import { hasPart, type SampleTask } from './sample-task.ts'

/** People of the team by name; nobody where the plan shows none. */
type Team = ReadonlyMap<string, string>

/** Writes how the customer buys: steps of its own for each purchase, or those of a template that an earlier one was kept as. */
export async function writePurchases(scope: WriteScope, task: SampleTask): Promise<void> {
  const { plan, header } = task
  if (plan.purchases.length === 0 || !hasPart(header, 'buying_process')) return
  const team: Team = hasPart(header, 'team')
    ? new Map((await readTeamPart(scope, await findPlan(scope, header.id))).people.map(({ name, id }) => [name, id]))
    : new Map()
  const templates = new Map<string, string>()
  for (const sample of plan.purchases) {
    const place = { planId: header.id, today: task.today, now: momentOf(plan.begunOn) }
    const templateId = templates.get(sample.template ?? '')
    const purchase = await beginPurchase(scope, {
      ...place,
      title: sample.title,
      buyClass: sample.buyClass,
      note: sample.note,
      decisionOn: sample.decisionOn,
      from: templateId === undefined ? { kind: 'nothing' } : { kind: 'template', templateId },
    })
    const at = { ...place, id: purchase.id }
    await writeSteps(scope, { at, sample, team })
    for (const { title, on } of sample.done) {
      const step = everyStep(purchase).find((each) => each.title === title)
      if (step) await changeBuyingStep(scope, { ...place, id: step.id, doneOn: on })
    }
    if (sample.keptAs !== null) {
      templates.set(sample.keptAs, (await keepBuyingTemplate(scope, { ...at, name: sample.keptAs })).id)
    }
    if (sample.ending !== null) await endPurchase(scope, { ...at, ...sample.ending })
  }
}

interface WithSteps {
  readonly at: Clock & { readonly planId: string; readonly id: string }
  readonly sample: SamplePurchase
  readonly team: Team
}

/** Their milestones first: a step of ours names those that it serves by what they are called in the plan. */
async function writeSteps(scope: WriteScope, { at, sample, team }: WithSteps): Promise<void> {
  const ofSide = (side: 'customer' | 'ours') => sample.steps.filter((step) => step.side === side)
  const wish = ({ ownerName, serves: _serves, ...step }: SamplePurchase['steps'][number]) => ({
    ...step,
    requirement: '',
    ownerId: team.get(ownerName ?? '') ?? null,
  })
  const theirs = ofSide('customer')
  if (theirs.length === 0) return
  const { customerSteps } = await addBuyingSteps(scope, {
    ...at,
    steps: theirs.map((step) => ({ ...wish(step), serves: [] })),
  })
  await addBuyingSteps(scope, {
    ...at,
    steps: ofSide('ours').map((step) => ({
      ...wish(step),
      serves: step.serves.flatMap((place) => customerSteps[place]?.id ?? []),
    })),
  })
}

function everyStep({ customerSteps, ourSteps }: Purchase) {
  return [...customerSteps, ...ourSteps]
}
