import { Checkbox } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { useChangePolicy } from './api/override-changes.ts'
import { useExceptionPolicy } from './api/override-queries.ts'
import classes from './overrides.module.css'
import { text } from './text.ts'
import type { ExceptionPolicy } from './types.ts'

function meaningOf({ needsSecondPerson, deciders }: ExceptionPolicy): string {
  if (!needsSecondPerson) return text.policy.off
  return deciders < 2 ? text.policy.alone : text.policy.on
}

/** Whether exceptions need a second person, in words, and the switch for those who publish the program. */
export function PolicyPanel() {
  const query = useExceptionPolicy()
  const change = useChangePolicy()
  const mayChange = useAccess().may('program:publish')
  return (
    <Panel title={text.policy.title}>
      <QueryGate query={query}>
        {(policy) => (
          <div className={classes.policy}>
            <Checkbox
              label={text.policy.label}
              checked={policy.needsSecondPerson}
              disabled={!mayChange || change.isPending}
              onChange={(event) =>
                change.mutate(
                  { version: policy.version, needsSecondPerson: event.currentTarget.checked },
                  {
                    onSuccess: () => showNotice(text.policy.changed),
                    onError: (error) => showFailure(error, text.policy.failed),
                  },
                )
              }
            />
            <p className={classes.meta}>{meaningOf(policy)}</p>
          </div>
        )}
      </QueryGate>
    </Panel>
  )
}
