import { Button, SegmentedControl } from '@mantine/core'
import * as z from 'zod/mini'
import { useAccess } from '../../../client/index.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { Page, PageStack } from '../../../kit/layout/page.tsx'
import { Panel } from '../../../kit/layout/panel.tsx'
import { TopBar } from '../../../kit/layout/top-bar.tsx'
import { useGoTo } from '../../../kit/routing/app-link.tsx'
import { useUrlState } from '../../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../../kit/states/states.tsx'
import { paths } from '../../../paths.ts'
import { WaitingChanges } from '../../offline/waiting-changes.tsx'
import classes from '../actions.module.css'
import { useMyWork, type WorkShown } from '../api/action-queries.ts'
import { text } from '../text.ts'
import type { MyAction } from '../types.ts'
import { CalendarPanel } from './calendar-panel.tsx'
import { WorkList } from './work-list.tsx'

const words = text.mine
const SHOWN = ['open', 'snoozed', 'done'] as const
const workState = z.object({ show: z._default(z.enum(SHOWN), 'open') })

const EMPTY: Readonly<Record<WorkShown, { readonly title: string; readonly sentence: string }>> = {
  open: { title: words.emptyOpen, sentence: words.emptyOpenSentence },
  snoozed: { title: words.emptySnoozed, sentence: words.emptySnoozedSentence },
  done: { title: words.emptyDone, sentence: words.emptyDoneSentence },
}

/** One inbox over all accounts: what I must do, by week, to be ticked off. */
export function MyWorkPage() {
  const locale = useLocale()
  const goTo = useGoTo()
  const [{ show }, setState] = useUrlState<{ show: WorkShown }>(workState)
  const mayWrite = useAccess().may('plans:write')
  const work = useMyWork(show)
  const total = work.data?.pages[0]?.total
  const rowsOf = (pages: readonly { readonly rows: readonly MyAction[] }[]) => pages.flatMap(({ rows }) => rows)
  return (
    <Page title={words.page} topBar={<TopBar title={words.page} note={words.note} />} band={<WaitingChanges />}>
      <PageStack>
        <Panel
          title={words[show]}
          subtitle={total && show === 'open' ? words.total(formatNumber(total, { locale })) : undefined}
          actions={
            <SegmentedControl
              size="xs"
              aria-label={words.shown}
              value={show}
              data={SHOWN.map((one) => ({ value: one, label: words[one] }))}
              onChange={(value) => setState({ show: SHOWN.find((one) => one === value) ?? 'open' })}
            />
          }
        >
          <QueryGate query={work}>
            {({ pages }) =>
              rowsOf(pages).length === 0 ? (
                <StateEmpty
                  {...EMPTY[show]}
                  action={<Button onClick={() => goTo(paths.plans())}>{words.plans}</Button>}
                />
              ) : (
                <WorkList show={show} actions={rowsOf(pages)} mayWrite={mayWrite} />
              )
            }
          </QueryGate>
          {work.hasNextPage ? (
            <Button
              className={classes.more}
              loading={work.isFetchingNextPage}
              onClick={() => void work.fetchNextPage()}
            >
              {words.more}
            </Button>
          ) : null}
        </Panel>
        <CalendarPanel />
      </PageStack>
    </Page>
  )
}
