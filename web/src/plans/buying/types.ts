import type {
  BuyingFit,
  BuyingPart,
  BuyingStep,
  BuyingTemplate,
  NewBuyingStep,
  Purchase,
} from '@mainstay/contract/plans-buying'

export type { BuyingFit, BuyingPart, BuyingStep, BuyingTemplate, NewBuyingStep, Purchase }

export type BuyClass = Purchase['buyClass']
export type BuyingPhase = NonNullable<BuyingStep['phase']>
export type BuyingMark = BuyingStep['marks'][number]
export type BuyingSide = BuyingStep['side']
export type PurchaseEnd = Exclude<Purchase['status'], 'open'>
