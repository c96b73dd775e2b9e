import { useState } from 'react'
import * as z from 'zod/mini'
import { registerReasons } from '../../kit/figures/reasons.ts'
import { PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { useBuying } from './api/buying-queries.ts'
import { BeginDialog, BeginForm } from './begin-form.tsx'
import { PurchaseList } from './purchase-list.tsx'
import { PurchaseView } from './purchase-view.tsx'
import { text } from './text.ts'
import type { BuyingPart as Buying, Purchase } from './types.ts'

registerReasons(text.reasons)

const buyingState = z.object({ purchase: z.optional(z.string()) })

/** What the customer buys: their way to a decision beside ours, and where the two do not fit. */
export function BuyingPart(props: PartProps) {
  const buying = useBuying(props.plan.id)
  return <QueryGate query={buying}>{(part) => <Content {...props} part={part} />}</QueryGate>
}

function Content({ part, ...props }: PartProps & { readonly part: Buying }) {
  const { plan, mayWrite } = props
  const [state, setState] = useUrlState<{ readonly purchase?: string | undefined }>(buyingState)
  const [isBeginning, setBeginning] = useState(false)
  const [begunId, setBegunId] = useState<string | null>(null)
  const { purchases, templates, archivedTemplates: archived } = part
  const shown = purchases.find(({ id }) => id === state.purchase) ?? purchases[0]
  const open = (purchase: Purchase) => setState({ purchase: purchase.id })
  const begun = (purchase: Purchase) => {
    setBeginning(false)
    setBegunId(purchase.id)
    open(purchase)
  }
  if (!shown) {
    return (
      <Panel>
        <StateEmpty title={text.empty.title} sentence={mayWrite ? text.empty.sentence : text.empty.reader} />
        {mayWrite ? <BeginForm planId={plan.id} templates={templates} archived={archived} onBegun={begun} /> : null}
      </Panel>
    )
  }
  const begin = mayWrite ? () => setBeginning(true) : undefined
  const isAlone = purchases.length === 1
  return (
    <PageStack>
      {isAlone ? null : <PurchaseList purchases={purchases} shownId={shown.id} onOpen={open} onBegin={begin} />}
      <PurchaseView
        key={shown.id}
        {...props}
        purchase={shown}
        templates={[...templates, ...archived]}
        wasJustBegun={shown.id === begunId}
        onBegin={isAlone ? begin : undefined}
      />
      {isBeginning ? (
        <BeginDialog
          planId={plan.id}
          templates={templates}
          archived={archived}
          onBegun={begun}
          onClose={() => setBeginning(false)}
        />
      ) : null}
    </PageStack>
  )
}
