export type ActivityCode = 'ORDER' | 'RUSH' | 'RETURN' | 'COMPLAINT' | 'VISIT' | 'ENGINEERING'

export type PoolCode = 'ORDER_DESK' | 'FIELD' | 'APPLICATION'

/** People whose time is supplied together. `centsPerMinute` is the cost of a minute of practical capacity at first. */
export interface ResourcePool {
  readonly code: PoolCode
  readonly name: string
  readonly centsPerMinute: number
}

/** One kind of work for a customer and the minutes it takes each time. */
export interface Activity {
  readonly code: ActivityCode
  readonly name: string
  readonly pool: ResourcePool
  readonly unitMinutes: number
}

const ORDER_DESK: ResourcePool = { code: 'ORDER_DESK', name: 'Order desk and dispatch', centsPerMinute: 98 }
const FIELD: ResourcePool = { code: 'FIELD', name: 'Field sales and service', centsPerMinute: 134 }
const APPLICATION: ResourcePool = { code: 'APPLICATION', name: 'Application engineering', centsPerMinute: 155 }

export const POOLS: readonly ResourcePool[] = [ORDER_DESK, FIELD, APPLICATION]

export const ACTIVITIES: readonly Activity[] = [
  { code: 'ORDER', name: 'Handle an order', pool: ORDER_DESK, unitMinutes: 90 },
  { code: 'RUSH', name: 'Deliver in a rush', pool: ORDER_DESK, unitMinutes: 170 },
  { code: 'RETURN', name: 'Take back a return', pool: ORDER_DESK, unitMinutes: 150 },
  { code: 'COMPLAINT', name: 'Settle a complaint', pool: FIELD, unitMinutes: 220 },
  { code: 'VISIT', name: 'Visit the customer', pool: FIELD, unitMinutes: 320 },
  { code: 'ENGINEERING', name: 'Engineering hour', pool: APPLICATION, unitMinutes: 60 },
]
