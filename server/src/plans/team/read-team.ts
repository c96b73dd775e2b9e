import type { TeamPart } from '@mainstay/contract/plans-team'
import { hasAccountable, mayShapeInnerTeam, orderTeam } from '@mainstay/domain/plans'
import { mayDo } from '../../platform/access/actor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { isInnerTeam, requirePart, type StoredPlan } from '../plan-store.ts'
import { presentPerson, type StoredPerson, selectTeam } from './team-store.ts'

/** Everybody with a duty in the plan, on both sides. */
export async function readTeamPart(scope: ReadScope, plan: StoredPlan): Promise<TeamPart> {
  await requirePart(scope, plan, 'team')
  const team = await selectTeam(scope, plan)
  return {
    people: orderTeam(team).map(presentPerson),
    hasAccountable: hasAccountable(team),
    mayShapeInner: mayDo(scope.actor, 'plans:write') && (await mayShapeInner(scope, plan, team)),
  }
}

/** Whether the actor may say who belongs to the inner team. */
export async function mayShapeInner(
  scope: ReadScope,
  plan: StoredPlan,
  team: readonly StoredPerson[],
): Promise<boolean> {
  const isInner = await isInnerTeam(scope, plan.id)
  return mayShapeInnerTeam({ isInner, managesPlans: mayDo(scope.actor, 'plans:manage') }, team)
}
