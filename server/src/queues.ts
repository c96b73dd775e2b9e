/** Names of the background queues, installed when migrating. */
export const QUEUES = ['import', 'economics', 'selection', 'selection-runs', 'housekeeping'] as const
