import type { PlanRule, RuleTest } from '@mainstay/contract/plans-rules'
import { RULE_TEST_MONTHS, runRule, testRuleOnPast, unknownOfThePast } from '@mainstay/domain/plans/rules'
import { addMonths } from '@mainstay/domain/program'
import type { WriteScope } from '../../platform/use-case.ts'
import { findSubjects } from './find-subjects.ts'
import { type RulePlan, rulePlans, titleOf } from './rule-plans.ts'
import { presentRule, type RuleRow, triggerOf, updateRule } from './rule-store.ts'
import { lockStanding, recordRule } from './write-rules.ts'

const EXAMPLES = 10

/** What a rule would have made over the last twelve months in the plans its tester sees. It makes nothing, but is tested now. */
export async function testRule(
  scope: WriteScope,
  id: string,
  today: string,
): Promise<{ rule: PlanRule; test: RuleTest }> {
  const before = await lockStanding(scope, id)
  const test = await testOnPast(scope, before, today)
  const after = await updateRule(scope, before, {
    tested_number: before.content_number,
    tested_on: today,
    tested_by_name: scope.actor.name,
  })
  await recordRule(scope, { deed: 'tested', before, after })
  return { rule: presentRule(after), test }
}

async function testOnPast(scope: WriteScope, rule: RuleRow, today: string): Promise<RuleTest> {
  const { kind, days } = triggerOf(rule)
  const plans = await rulePlans(scope, { closedSince: addMonths(today, -RULE_TEST_MONTHS) })
  const found = await findSubjects(kind, { scope, plans, today, days: days ?? 0 })
  // Plans without actions get none; a run passes them over as well.
  const subjects = found.filter(({ plan }) => plan.sections.some(({ part }) => part === 'actions'))
  const months = testRuleOnPast(subjects, today).map(({ month, made }) => ({
    month,
    made: made.length,
    examples: made.slice(0, EXAMPLES).map(({ on, subject }) => ({
      on,
      title: titleOf(rule, subject),
      plan: presentPlan(subject.plan),
    })),
  }))
  const nothing: ReadonlySet<string> = new Set()
  const now = runRule(subjects, { today, activeSince: today, made: nothing, open: nothing })
  return {
    plans: plans.size,
    total: months.reduce((sum, { made }) => sum + made, 0),
    months,
    today: now.filter(({ outcome }) => outcome === 'make').length,
    unknown: [...unknownOfThePast(kind)],
  }
}

function presentPlan(plan: RulePlan): RuleTest['months'][number]['examples'][number]['plan'] {
  const { id, title, accountId, accountCode: code, accountName: name } = plan
  return { id, title, account: { id: accountId, code, name } }
}
