/** Tabs of the plan page in their order. */
export const PART_IDS = [
  'overview',
  'situation',
  'goals',
  'white-space',
  'swot',
  'objectives',
  'actions',
  'value',
  'buying',
  'team',
  'history',
] as const
export type PartId = (typeof PART_IDS)[number]
