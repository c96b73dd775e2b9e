export {
  BUYING_MARKS,
  type BuyingFit,
  type BuyingMark,
  type BuyingStepFit,
  FEWEST_MILESTONES,
  type FittedStep,
  fitOfWays,
  LEAD_ALARM,
  type LeadAlarm,
  slipDays,
  type TwoWays,
} from './fit.ts'
export {
  BUY_CLASSES,
  BUYING_PHASES,
  BUYING_SIDES,
  type BuyClass,
  type BuyingPhase,
  type BuyingSide,
  type FirstBuyingStep,
  firstBuyingSteps,
  phasesOfClass,
} from './phases.ts'
export {
  type AroundStep,
  type BuyingStepDraft,
  type BuyingStepFault,
  buyingStepFaults,
  isStillToCome,
} from './step.ts'
export {
  keepAsTemplate,
  type LaidOutStep,
  layOutTemplate,
  type StepToKeep,
  type TemplateBuyingStep,
} from './template.ts'
