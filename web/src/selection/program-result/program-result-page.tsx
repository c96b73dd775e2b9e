import * as z from 'zod/mini'
import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { StateEmpty } from '../../kit/states/states.tsx'
import { RunView } from '../back-test/answer.tsx'
import { AskPanel } from './ask-panel.tsx'
import classes from './program-result.module.css'
import { ResultView } from './result-view.tsx'
import { text } from './text.ts'

const searchSchema = z.object({ run: z._default(z.string(), '') })

/** What the program has brought. */
export function ProgramResultPage() {
  const [search, setSearch] = useUrlState(searchSchema)
  return (
    <Page title={text.title} topBar={<TopBar title={text.title} note={text.note} />}>
      <div className={classes.layout}>
        <AskPanel current={search.run} onAsked={(run) => setSearch({ run }, 'push')} />
        {search.run === '' ? (
          <StateEmpty title={text.nothingTitle} sentence={text.nothing} />
        ) : (
          <section aria-label={text.title}>
            <RunView key={search.run} runId={search.run}>
              {() => <ResultView runId={search.run} />}
            </RunView>
          </section>
        )}
      </div>
    </Page>
  )
}
