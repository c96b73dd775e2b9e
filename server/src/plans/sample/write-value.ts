import type { WriteScope } from '../../platform/use-case.ts'
import { findPlan } from '../plan-store.ts'
import { selectTeam } from '../team/team-store.ts'
import { addValueCase } from '../value/write-cases.ts'
import { addValueDriver } from '../value/write-drivers.ts'
import { hasPart, type SampleTask } from './sample-task.ts'

/** Writes the value cases; who answers for a driver stands in the team by now, where the plan has one. */
export async function writeValue(scope: WriteScope, { plan, header }: SampleTask): Promise<void> {
  if (plan.valueCases.length === 0 || !hasPart(header, 'value_cases')) return
  const planId = header.id
  const team = hasPart(header, 'team') ? await selectTeam(scope, await findPlan(scope, planId)) : []
  const theirs = new Map(team.filter(({ side }) => side === 'customer').map(({ name, id }) => [name, id]))
  for (const { drivers, ...valueCase } of plan.valueCases) {
    const { id } = await addValueCase(scope, { planId, ...valueCase })
    for (const { owner, ...driver } of drivers)
      await addValueDriver(scope, { planId, id, ...driver, ownerId: theirs.get(owner?.name ?? '') ?? null })
  }
}
