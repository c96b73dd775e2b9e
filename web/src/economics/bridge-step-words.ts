import type { GrowthBridge } from './api/economics-queries.ts'
import { text } from './text.ts'

export type BridgeStepKey = GrowthBridge['steps'][number]['key']
type BridgeProduct = GrowthBridge['products'][number]

const words = text.accountBridge

/** The product for the reader; lines that name none are one row. */
export function productName({ product }: BridgeProduct): string {
  return product?.name ?? words.unnamed
}

const MOVEMENT_OF: Partial<Record<BridgeStepKey, BridgeProduct['movement']>> = {
  price: 'continuing',
  volume: 'continuing',
  mix: 'continuing',
  new_products: 'new',
  lost_products: 'lost',
  not_separable: 'not_separable',
}

/** True for the products that a step is made of. */
export function isBehind(step: BridgeStepKey, row: BridgeProduct): boolean {
  if (step === 'start') return row.linesBefore > 0
  if (step === 'end') return row.lines > 0
  if (step === 'currency') return Number(row.currency) !== 0
  return row.movement === MOVEMENT_OF[step]
}
