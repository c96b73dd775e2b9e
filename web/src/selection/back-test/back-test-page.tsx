import { Button } from '@mantine/core'
import * as z from 'zod/mini'
import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { useCriteriaSets } from '../../program/index.ts'
import { Answer, RunView } from './answer.tsx'
import { useBackTestReach } from './api/back-tests.ts'
import { AskForm } from './ask-form.tsx'
import classes from './back-test.module.css'
import { EarlierPanel } from './earlier-panel.tsx'
import { text } from './text.ts'

const searchSchema = z.object({
  run: z._default(z.string(), ''),
  set: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(2)), 1),
  group: z._default(z.enum(['picked', 'largest', 'chosen', 'matched']), 'picked'),
})

function NoLedger() {
  const goTo = useGoTo()
  return (
    <StateEmpty
      title={text.noLedger}
      sentence={text.noLedgerSentence}
      action={
        <Button variant="filled" onClick={() => goTo(paths.importData())}>
          {text.openImport}
        </Button>
      }
    />
  )
}

/** The left side: the question, and the questions asked before. */
function Questions({ run, onAsked }: { run: string; onAsked: (runId: string) => void }) {
  const reach = useBackTestReach()
  const sets = useCriteriaSets()
  return (
    <QueryGate query={reach}>
      {(found) => (
        <QueryGate query={sets}>
          {({ rows }) =>
            found.ledger === null ? (
              <NoLedger />
            ) : (
              <div className={classes.stack}>
                <AskForm reach={found} ledger={found.ledger} sets={rows} onAsked={onAsked} />
                <EarlierPanel current={run} />
              </div>
            )
          }
        </QueryGate>
      )}
    </QueryGate>
  )
}

/** Criteria held against the company's own past. */
export function BackTestPage() {
  const [search, setSearch] = useUrlState(searchSchema)
  const ask = (run: string) => setSearch({ run, set: 1, group: 'picked' }, 'push')
  return (
    <Page title={text.title} topBar={<TopBar title={text.title} note={text.note} />}>
      <div className={classes.layout}>
        <Questions run={search.run} onAsked={ask} />
        {search.run === '' ? (
          <div className={classes.nothing}>
            <StateEmpty title={text.nothingChosen} sentence={text.nothingChosenSentence} />
          </div>
        ) : (
          <section aria-label={text.title} className={classes.answer}>
            <RunView key={search.run} runId={search.run}>
              {() => (
                <Answer
                  runId={search.run}
                  set={search.set}
                  group={search.group}
                  onSet={(set) => setSearch({ set })}
                  onGroup={(group) => setSearch({ group })}
                />
              )}
            </RunView>
          </section>
        )}
      </div>
    </Page>
  )
}
