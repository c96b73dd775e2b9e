import { counted } from './count.ts'
/** Words of the number, money and date formats. The unit letters follow the SI and are the same in every language. */
export const text = {
  units: { thousand: 'k', million: 'M', billion: 'bn' },
  unknown: 'unknown',
  notApplicable: 'does not apply',
  today: 'today',
  yesterday: 'yesterday',
  daysAgo: (days: number) => `${counted(days, { one: 'day', other: 'days' })} ago`,
} as const
