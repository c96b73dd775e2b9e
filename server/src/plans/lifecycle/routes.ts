import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command, read } from '../../platform/http/call.ts'
import { undoPlanChange } from '../history/undo-change.ts'
import { tellingDuties } from '../notices/tell-duty.ts'
import { beginPlan } from './begin-plan.ts'
import { activatePlan, changePlan, closePlan, reopenPlan, rollPlanForward } from './change-plan.ts'
import { deleteDraft, putBackDraft } from './delete-draft.ts'
import { askLedger } from './known-facts.ts'
import { listPlanChanges } from './list-changes.ts'
import { listDeletedDrafts } from './list-deleted.ts'
import { listPlans } from './list-plans.ts'
import { addPlanSections, listPlanSections, removePlanSection } from './plan-sections.ts'
import { proposePlan } from './propose-plan.ts'
import { readPlan } from './read-plan.ts'
import { readPlanTree } from './read-tree.ts'
import {
  ensureStarterTemplates,
  findTemplate,
  presentTemplate,
  presentTemplates,
  selectTemplates,
} from './template-store.ts'
import {
  activateTemplate,
  archiveTemplate,
  changeTemplate,
  copyTemplate,
  draftTemplate,
  reviseTemplate,
} from './write-template.ts'

/** What stands outside a new plan. The ledger is read before the command, in transactions of its own. */
async function surroundings(area: AreaContext, context: CallContext, accountId: string) {
  const actor = actorOf(context)
  const ledger = await askLedger(area, actor, accountId)
  await ensureStarterTemplates(area, actor.workspaceId)
  return { ledger, today: today(area) }
}

/** Handlers of a plan's life: templates, beginning, periods, place in the tree, closing. */
export function lifecycleHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  const { now } = area
  return {
    readPlan: os.readPlan.handler(({ input, context }) =>
      read(context, (scope) => readPlan(scope, input.id, today(area))),
    ),
    listPlans: os.listPlans.handler(({ input, context }) =>
      read(context, (scope) => listPlans(scope, input, today(area))),
    ),
    proposePlan: os.proposePlan.handler(async ({ input, context }) => {
      const known = await surroundings(area, context, input.accountId)
      return read(context, (scope) => proposePlan(scope, input, known))
    }),
    beginPlan: os.beginPlan.handler(async ({ input, context }) => {
      const known = await surroundings(area, context, input.accountId)
      return command(context, (scope) => beginPlan(area, scope, input, known))
    }),
    changePlan: os.changePlan.handler(({ input, context }) =>
      command(context, (scope) => changePlan(scope, { ...input, now: now() })),
    ),
    rollPlanForward: os.rollPlanForward.handler(({ input, context }) =>
      command(context, (scope) => rollPlanForward(scope, { ...input, now: now() })),
    ),
    activatePlan: os.activatePlan.handler(({ input, context }) =>
      command(context, (scope) => activatePlan(scope, { ...input, now: now() })),
    ),
    closePlan: os.closePlan.handler(({ input, context }) =>
      command(context, (scope) => closePlan(scope, { ...input, now: now() })),
    ),
    reopenPlan: os.reopenPlan.handler(({ input, context }) =>
      command(context, (scope) => reopenPlan(scope, { ...input, now: now() })),
    ),
    listPlanSections: os.listPlanSections.handler(({ input, context }) =>
      read(context, (scope) => listPlanSections(scope, input.id)),
    ),
    addPlanSections: os.addPlanSections.handler(({ input, context }) =>
      command(context, (scope) => addPlanSections(scope, { ...input, now: now() })),
    ),
    removePlanSection: os.removePlanSection.handler(({ input, context }) =>
      command(context, (scope) => removePlanSection(scope, { ...input, now: now() })),
    ),
    listDeletedDrafts: os.listDeletedDrafts.handler(({ context }) => read(context, listDeletedDrafts)),
    deletePlanDraft: os.deletePlanDraft.handler(({ input, context }) =>
      command(context, (scope) => deleteDraft(scope, { ...input, now: now() })),
    ),
    putBackPlanDraft: os.putBackPlanDraft.handler(({ input, context }) =>
      command(context, (scope) => putBackDraft(scope, { ...input, now: now() })),
    ),
    readPlanTree: os.readPlanTree.handler(({ input, context }) =>
      read(context, (scope) => readPlanTree(scope, input.id)),
    ),
    listPlanChanges: os.listPlanChanges.handler(({ input, context }) =>
      read(context, (scope) => listPlanChanges(scope, input)),
    ),
    undoPlanChange: os.undoPlanChange.handler(({ input, context }) =>
      command(context, (scope) =>
        tellingDuties(area, scope, input.id, () => undoPlanChange(scope, input, { now: now(), today: today(area) })),
      ),
    ),
    ...templateHandlers(area),
  }
}

function templateHandlers(area: AreaContext) {
  const os = implement(contract.plans).$context<CallContext>()
  const { now } = area
  return {
    listPlanTemplates: os.listPlanTemplates.handler(async ({ context }) => {
      await ensureStarterTemplates(area, actorOf(context).workspaceId)
      return read(context, async (scope) => ({ rows: await presentTemplates(scope, await selectTemplates(scope)) }))
    }),
    readPlanTemplate: os.readPlanTemplate.handler(({ input, context }) =>
      read(context, async (scope) => presentTemplate(scope, await findTemplate(scope, input.id))),
    ),
    draftPlanTemplate: os.draftPlanTemplate.handler(({ input, context }) =>
      command(context, (scope) => draftTemplate(scope, input)),
    ),
    revisePlanTemplate: os.revisePlanTemplate.handler(({ input, context }) =>
      command(context, (scope) => reviseTemplate(scope, input.id)),
    ),
    copyPlanTemplate: os.copyPlanTemplate.handler(({ input, context }) =>
      command(context, (scope) => copyTemplate(scope, input)),
    ),
    changePlanTemplate: os.changePlanTemplate.handler(({ input, context }) =>
      command(context, (scope) => changeTemplate(scope, { ...input, now: now() })),
    ),
    activatePlanTemplate: os.activatePlanTemplate.handler(({ input, context }) =>
      command(context, (scope) => activateTemplate(scope, { ...input, now: now() })),
    ),
    archivePlanTemplate: os.archivePlanTemplate.handler(({ input, context }) =>
      command(context, (scope) => archiveTemplate(scope, { ...input, now: now() })),
    ),
  }
}
