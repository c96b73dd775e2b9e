export { AccountBridge } from './account-bridge.tsx'
export { ActivitiesCard } from './activities-card.tsx'
export {
  type AccountEconomics,
  accountEconomicsOptions,
  type CostToServe,
  costToServeOptions,
  ledgerStateOptions,
  type Period,
} from './api/economics-queries.ts'
export { DilutionCard } from './dilution-card.tsx'
export { GrowthBridgeCard } from './growth-bridge-card.tsx'
export { HiddenValue, MarginMoney, MarginPercent } from './margin-value.tsx'
export { MonthlyTrendCard } from './monthly-trend-card.tsx'
export { OutlookExplain } from './outlook-explain.tsx'
export { lineName, ProductMixCard } from './product-mix-card.tsx'
export { askedQuestion, type Question, questionQuery, questionState } from './question.ts'
export { QuestionPickers } from './question-pickers.tsx'
export { registerEconomicsReasons } from './reasons.ts'
export { waterfallWord } from './steps.ts'
export { WalletCard } from './wallet-card.tsx'
export { WaterfallCard } from './waterfall-card.tsx'
