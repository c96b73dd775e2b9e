import { Button } from '@mantine/core'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { formatInstant } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PlanChange } from '../lifecycle/api/plan-queries.ts'
import { changeWords } from '../shared/deed-words.ts'
import { useUndoChange } from './api/history-changes.ts'
import { useChanges } from './api/history-queries.ts'
import classes from './history.module.css'
import { text } from './text.ts'

const words = text.changes
/** A deed that took another one back: its undo does that one again. */
const UNDONE = 'plans.change-undone'

export interface ChangesPanelProps {
  readonly planId: string
  /** From when on every moment is known; null where only kept ones are. */
  readonly knownSince: string | null
  readonly onCompare: (moment: string) => void
}

/** Who did what to what, the latest first; what can be taken back by itself says so, and so does what was taken back. */
export function ChangesPanel({ planId, knownSince, onCompare }: ChangesPanelProps) {
  const changes = useChanges(planId)
  const undo = useUndoChange(planId)
  const take = ({ id, action }: PlanChange) =>
    undo.mutate(id, {
      onSuccess: ({ item }) => showNotice((action === UNDONE ? words.redone : words.undone)(item ?? '')),
    })
  return (
    <Panel title={words.title} subtitle={words.note}>
      {undo.error ? (
        <p role="alert" className={classes.refused}>
          {toProblem(undo.error).detail}
        </p>
      ) : null}
      <QueryGate query={changes}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) return <StateEmpty title={words.empty} sentence={words.emptySentence} />
          return (
            <ul className={classes.list} aria-label={words.title}>
              {rows.map((change) => (
                <Change
                  key={change.id}
                  change={change}
                  isBusy={undo.isPending && undo.variables === change.id}
                  onTake={() => take(change)}
                  onCompare={knownSince !== null && change.at > knownSince ? () => onCompare(change.at) : null}
                />
              ))}
            </ul>
          )
        }}
      </QueryGate>
      {changes.hasNextPage ? (
        <Button loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Panel>
  )
}

interface ChangeProps {
  readonly change: PlanChange
  readonly isBusy: boolean
  readonly onTake: () => void
  readonly onCompare: (() => void) | null
}

function Change({ change, isBusy, onTake, onCompare }: ChangeProps) {
  const { at, actorName, action, mayUndo, fate } = change
  const locale = useLocale()
  const deed = changeWords(change, locale)
  const isUndo = action === UNDONE
  return (
    <li className={classes.change}>
      <span className={classes.deed}>
        <span className={fate?.kind === 'taken_back' ? classes.takenBack : undefined}>
          {words.byWhom(actorName, deed)}
        </span>
        {fate ? (
          <span className={classes.fate}>
            {(isUndo ? words.doneAgain : words.fates[fate.kind])(fate.actorName, formatInstant(fate.at, locale))}
          </span>
        ) : null}
      </span>
      <span className={classes.muted}>
        <DateText value={at} form="instant" />
      </span>
      <span className={classes.changeDeeds}>
        {onCompare ? (
          <Button size="compact-xs" aria-label={words.compareOf(deed)} onClick={onCompare}>
            {words.compare}
          </Button>
        ) : null}
        {mayUndo ? (
          <Button
            size="compact-xs"
            aria-label={(isUndo ? words.redoOf : words.undoOf)(deed)}
            loading={isBusy}
            onClick={onTake}
          >
            {isUndo ? words.redo : words.undo}
          </Button>
        ) : null}
      </span>
    </li>
  )
}
