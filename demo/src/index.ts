export type { JudgedCriterion, SampleJudgement } from './judgements.ts'
export { type ProgramRole, type SamplePerson, samplePerson } from './people.ts'
export type {
  SampleAction,
  SampleActor,
  SampleCause,
  SampleEvent,
  SampleNoteLine,
  SampleObjective,
  SamplePlan,
  SamplePurchase,
} from './plans/sample-plan.ts'
export { type SamplePlans, samplePlans } from './plans/sample-plans.ts'
export { type SampleCompany, sampleCompany } from './sample-company.ts'
export { type SampleFile, type SampleFileKind, sampleCsv } from './sample-file.ts'
export type { SampleOptions } from './sample-options.ts'
export type { WalletSource } from './wallets.ts'
