/** Names of the background queues, installed when migrating. */
export const QUEUES = ['import', 'economics', 'selection', 'housekeeping'] as const
