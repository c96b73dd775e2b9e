import { Button } from '@mantine/core'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { deedWords } from '../shared/deed-words.ts'
import { useUndoChange } from './api/history-changes.ts'
import { useChanges } from './api/history-queries.ts'
import classes from './history.module.css'
import { text } from './text.ts'

const words = text.changes

export interface ChangesPanelProps {
  readonly planId: string
  /** From when on every moment is known; null where only kept ones are. */
  readonly knownSince: string | null
  readonly onCompare: (moment: string) => void
}

/** Who did what to what, the latest first; what can be taken back by itself says so. */
export function ChangesPanel({ planId, knownSince, onCompare }: ChangesPanelProps) {
  const changes = useChanges(planId)
  const undo = useUndoChange(planId)
  const take = (changeId: string) =>
    undo.mutate(changeId, { onSuccess: ({ item }) => showNotice(words.undone(item ?? '')) })
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
              {rows.map(({ id, at, actorName, action, item, mayUndo }) => (
                <li key={id} className={classes.change}>
                  <span className={classes.deed}>{words.byWhom(actorName, deedWords(action, item))}</span>
                  <span className={classes.muted}>
                    <DateText value={at} form="instant" />
                  </span>
                  <span className={classes.changeDeeds}>
                    {knownSince !== null && at > knownSince ? (
                      <Button
                        size="compact-xs"
                        aria-label={words.compareOf(deedWords(action, item))}
                        onClick={() => onCompare(at)}
                      >
                        {words.compare}
                      </Button>
                    ) : null}
                    {mayUndo ? (
                      <Button
                        size="compact-xs"
                        aria-label={words.undoOf(deedWords(action, item))}
                        loading={undo.isPending && undo.variables === id}
                        onClick={() => take(id)}
                      >
                        {words.undo}
                      </Button>
                    ) : null}
                  </span>
                </li>
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
