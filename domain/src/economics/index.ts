export { hamedRao, trendFreePrewhitening } from './autocorrelated-trend.ts'
export {
  type AccountResult,
  CONTRIBUTION_KNOWN_MINIMUM,
  effectiveAccounts,
  herfindahlIndex,
  type LossByMeasure,
  type LossSimulation,
  loseAccounts,
  TOP_COUNTS,
  type TopShare,
  topShares,
} from './concentration.ts'
export { type CurrencyAmount, convertAtFixedRates, type FixedRates, type FixedRateTotal } from './constant-currency.ts'
export {
  type AccountActivityCost,
  type AccountCostToServe,
  type ActivityCount,
  allocateCostToServe,
  type CostPool,
  type CostToServeAllocation,
  type CostToServeInput,
  type PoolUse,
  type RejectedCount,
  type ServiceActivity,
} from './cost-allocation.ts'
export {
  activityCost,
  type Capacity,
  capacityCostRate,
  PRACTICAL_CAPACITY_SHARE,
  practicalMinutes,
  type TimeEquation,
  timeEquation,
} from './cost-to-serve.ts'
export { MARGIN_KNOWLEDGE_MINIMUM, type MarginKnowledgeInput, marginKnowledge } from './coverage.ts'
export { type CusumChart, type CusumSetting, cusum } from './cusum.ts'
export { type DilutionInput, type MarginDilution, marginDilution } from './dilution.ts'
export { type AmountEntry, FEW_ACCOUNTS, rankEntries } from './entries.ts'
export { multiplyAmount } from './exact.ts'
export { benjaminiHochberg, FALSE_DISCOVERY_RATE } from './false-discovery.ts'
export { addFigures, combineFigures, fractionOf, subtractFigures } from './figure-math.ts'
export { compoundAnnualGrowthRate, type GrowthSpan, growthRate, symmetricGrowth } from './growth.ts'
export { type BridgeEntry, type BridgeMovement, type GrowthBridge, growthBridge } from './growth-bridge.ts'
export { gini, giniCorrected, type LorenzPoint, lorenzCurve } from './lorenz.ts'
export {
  classifyOutlooks,
  type Outlook,
  type OutlookClass,
  type OutlookReason,
  POSSIBLE_LOSS_THRESHOLD,
  QUARTERS_IN_A_ROW,
  RELEVANT_SLOPE_PER_YEAR,
  TRAILING_YEAR_THRESHOLD,
} from './outlook.ts'
export {
  assessOutlook,
  OUTLOOK_CUSUM_BASELINE,
  OUTLOOK_CUSUM_CAP,
  OUTLOOK_CUSUM_LIMIT,
  OUTLOOK_CUSUM_SLACK,
  OUTLOOK_MINIMUM_MONTHS,
  type OutlookEvidence,
  type OutlookMethod,
  SEASONAL_MINIMUM_MONTHS,
  SILENCE_MINIMUM_GAPS,
  SILENCE_QUANTILE,
} from './outlook-evidence.ts'
export { type AccountsForShare, accountsForShare, PARETO_SHARE, paretoShare } from './pareto.ts'
export {
  type PriceVolumeMixBridge,
  type ProductMovement,
  type ProductPair,
  type ProductSales,
  priceVolumeMixBridge,
  productMovement,
} from './price-volume-mix.ts'
export { type PeriodPair, type Retention, retention } from './retention.ts'
export {
  erfc,
  mean,
  median,
  medianAbsoluteDeviation,
  NORMAL_CONSISTENCY,
  normalCdf,
  quantile,
  type Series,
} from './statistics.ts'
export {
  MONTHS_PER_YEAR,
  mannKendall,
  type SeasonalTrendTest,
  seasonalMannKendall,
  TREND_MINIMUM_POINTS,
  type TrendLine,
  type TrendTest,
  theilSen,
} from './trend.ts'
export { type ByWalletBound, headRoomToTarget, shareOfWallet, type WalletInput, type WalletShare } from './wallet.ts'
export {
  type CapitalEmployed,
  capitalCharge,
  type PriceToNetSums,
  priceToNetWaterfall,
  type Waterfall,
  type WaterfallDeduction,
  type WaterfallLevel,
  type WaterfallStep,
} from './waterfall.ts'
export { NEAR_ZERO_PERCENT, type WhaleCurve, type WhalePoint, whaleCurve } from './whale-curve.ts'
