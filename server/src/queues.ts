/** Names of the background queues, installed when migrating. */
export const QUEUES = [
  'import',
  'economics',
  'adoption',
  'selection',
  'selection-runs',
  'scoring-rounds',
  'plan-reports',
  'plan-sample',
  'plan-rules',
  'mail',
  'housekeeping',
] as const
