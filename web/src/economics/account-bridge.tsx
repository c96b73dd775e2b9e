import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PageColumns } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { accountBridgeOptions, type Period } from './api/economics-queries.ts'
import { BridgeChartCard } from './bridge-chart-card.tsx'
import { BridgeProductsCard } from './bridge-products-card.tsx'
import type { BridgeStepKey } from './bridge-step-words.ts'
import { text } from './text.ts'

export interface AccountBridgeProps {
  readonly accountId: string
  /** The period whose net revenue is compared with the one before. */
  readonly period: Period
}

/** Price, volume, mix, products and currency between two periods, as a picture and by product. */
export function AccountBridge({ accountId, period }: AccountBridgeProps) {
  const [step, setStep] = useState<BridgeStepKey | null>(null)
  const query = useQuery({ ...accountBridgeOptions(accountId, period), placeholderData: keepPreviousData })
  if (query.data === undefined) {
    return (
      <Panel title={text.accountBridge.title}>
        <QueryGate query={query}>{() => null}</QueryGate>
      </Panel>
    )
  }
  const bridge = query.data
  const chart = <BridgeChartCard accountId={accountId} bridge={bridge} onOpen={setStep} />
  if (bridge.products.length === 0) return chart
  return (
    <PageColumns template="4fr 5fr">
      {chart}
      <BridgeProductsCard bridge={bridge} step={step} onStep={setStep} />
    </PageColumns>
  )
}
