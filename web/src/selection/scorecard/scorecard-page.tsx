import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { GapList } from './gap-list.tsx'
import { SchemePanel } from './scheme-panel.tsx'
import { text } from './text.ts'

/** Where feeling and money part, and how the scorecard weighs them. */
export function ScorecardPage() {
  return (
    <Page title={text.page.title} topBar={<TopBar title={text.page.title} note={text.page.note} />}>
      <GapList />
      <SchemePanel />
    </Page>
  )
}
