import { SWOT_MARKS, SWOT_VIEWPOINTS } from '@mainstay/domain/plans'
import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import * as z from 'zod/mini'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import type { PartProps } from '../part-props.ts'
import { useSwot } from './api/swot-queries.ts'
import { ItemDialog } from './item-dialog.tsx'
import { ItemView } from './item-view.tsx'
import { PairList } from './pair-list.tsx'
import classes from './swot.module.css'
import { SwotBoard } from './swot-board.tsx'
import { text } from './text.ts'
import type { SwotPart as SwotContent, SwotItem, SwotMark, SwotViewpoint } from './types.ts'

const swotState = z.object({
  viewpoint: z._default(z.enum(SWOT_VIEWPOINTS), 'customer'),
  swotView: z._default(z.enum(['items', 'pairs']), 'items'),
  mark: z.optional(z.enum(SWOT_MARKS)),
})

interface SwotState {
  readonly viewpoint: SwotViewpoint
  readonly swotView: 'items' | 'pairs'
  readonly mark?: SwotMark | undefined
}

/** Strengths, weaknesses, opportunities and threats from both viewpoints, and what to do about them. */
export function SwotPart(props: PartProps) {
  const swot = useSwot(props.plan.id)
  return <QueryGate query={swot}>{(content) => <SwotLists {...props} content={content} />}</QueryGate>
}

function SwotLists({ plan, mayWrite, content }: PartProps & { readonly content: SwotContent }) {
  const [state, setState] = useUrlState<SwotState>(swotState)
  const [opened, setOpened] = useState<SwotItem | null>(null)
  const { viewpoint, swotView } = state
  const mark = state.mark ?? null
  const items = useMemo(() => content.items.filter((item) => item.viewpoint === viewpoint), [content.items, viewpoint])
  // An item that somebody takes out while it is open stays open: what was typed must not go with it.
  const shown = opened && (content.items.find((item) => item.id === opened.id) ?? opened)
  const close = () => setOpened(null)
  return (
    <>
      <div className={classes.controls}>
        <ViewpointControl
          items={content.items}
          viewpoint={viewpoint}
          onChange={(next) => setState({ viewpoint: next })}
        />
        <SegmentedControl
          size="xs"
          aria-label={text.viewLabel}
          data={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          value={swotView}
          onChange={(next) => setState({ swotView: next === 'pairs' ? 'pairs' : 'items' })}
        />
      </div>
      {swotView === 'pairs' ? (
        <PairList key={viewpoint} plan={plan} viewpoint={viewpoint} mayWrite={mayWrite} />
      ) : (
        <>
          <p className={classes.muted}>{text.lead[viewpoint]}</p>
          <MarkFilter items={items} mark={mark} onChange={(next) => setState({ mark: next })} />
          <SwotBoard
            planId={plan.id}
            viewpoint={viewpoint}
            items={items}
            mark={mark}
            mayWrite={mayWrite}
            onOpen={setOpened}
          />
        </>
      )}
      {shown && mayWrite ? <ItemDialog key={shown.id} plan={plan} item={shown} onClose={close} /> : null}
      {shown && !mayWrite ? <ItemView item={shown} onClose={close} /> : null}
    </>
  )
}

interface ViewpointControlProps {
  readonly items: readonly SwotItem[]
  readonly viewpoint: SwotViewpoint
  readonly onChange: (viewpoint: SwotViewpoint) => void
}

function ViewpointControl({ items, viewpoint, onChange }: ViewpointControlProps) {
  const locale = useLocale()
  const living = (one: SwotViewpoint) => items.filter((item) => item.viewpoint === one && item.settled === null).length
  return (
    <SegmentedControl
      aria-label={text.viewpointLabel}
      data={SWOT_VIEWPOINTS.map((value) => ({
        value,
        label: `${text.viewpoints[value]} · ${formatNumber(living(value), { locale })}`,
      }))}
      value={viewpoint}
      onChange={(chosen) => onChange(SWOT_VIEWPOINTS.find((one) => one === chosen) ?? viewpoint)}
    />
  )
}

interface MarkFilterProps {
  readonly items: readonly SwotItem[]
  readonly mark: SwotMark | null
  readonly onChange: (mark: SwotMark | undefined) => void
}

/** How many items stand out and why; pressing one shows only those. */
function MarkFilter({ items, mark, onChange }: MarkFilterProps) {
  const locale = useLocale()
  const counts = SWOT_MARKS.map((one) => ({ one, count: items.filter((item) => item.marks.includes(one)).length }))
  const shown = counts.filter(({ one, count }) => count > 0 || one === mark)
  if (shown.length === 0) return null
  return (
    <fieldset className={classes.marks}>
      <legend className={classes.hidden}>{text.marksLabel}</legend>
      {shown.map(({ one, count }) => (
        <button
          key={one}
          type="button"
          className={classes.mark}
          aria-pressed={mark === one}
          onClick={() => onChange(mark === one ? undefined : one)}
        >
          {text.marks[one]} <b>{formatNumber(count, { locale })}</b>
        </button>
      ))}
    </fieldset>
  )
}
