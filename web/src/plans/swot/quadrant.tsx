import { memo, useState } from 'react'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { ItemRow } from './item-row.tsx'
import { QuickAdd } from './quick-add.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotItem, SwotKind, SwotViewpoint } from './types.ts'

export interface QuadrantProps {
  readonly planId: string
  readonly viewpoint: SwotViewpoint
  readonly kind: SwotKind
  readonly living: readonly SwotItem[]
  readonly settled: readonly SwotItem[]
  /** Said in place of an empty list. */
  readonly emptyNote: string
  readonly mayWrite: boolean
  readonly onOpen: (item: SwotItem) => void
  readonly onPaste: (kind: SwotKind, lines: string) => void
}

/** One of the four lists, the highest items first, the settled ones folded away below. */
export const Quadrant = memo(function Quadrant(props: QuadrantProps) {
  const { planId, viewpoint, kind, living, settled, emptyNote, mayWrite, onOpen, onPaste } = props
  const locale = useLocale()
  const [showsSettled, setShowsSettled] = useState(false)
  const write = (count: number) => formatNumber(count, { locale })
  return (
    <Panel
      title={text.kinds[kind]}
      subtitle={write(living.length)}
      actions={mayWrite ? <QuietButton onClick={() => onPaste(kind, '')}>{text.quick.paste}</QuietButton> : undefined}
    >
      {living.length === 0 ? <p className={classes.muted}>{emptyNote}</p> : null}
      <ul className={classes.list} aria-label={text.kinds[kind]}>
        {living.map((item) => (
          <ItemRow key={item.id} planId={planId} item={item} onOpen={onOpen} />
        ))}
      </ul>
      {settled.length > 0 ? (
        <>
          <div className={classes.folded}>
            <QuietButton aria-expanded={showsSettled} onClick={() => setShowsSettled((shows) => !shows)}>
              {text.settled(write(settled.length))}
            </QuietButton>
          </div>
          {showsSettled ? (
            <ul className={classes.list}>
              {settled.map((item) => (
                <ItemRow key={item.id} planId={planId} item={item} onOpen={onOpen} />
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
      {mayWrite ? (
        <QuickAdd
          key={viewpoint}
          planId={planId}
          viewpoint={viewpoint}
          kind={kind}
          onPaste={(lines) => onPaste(kind, lines)}
        />
      ) : null}
    </Panel>
  )
})
