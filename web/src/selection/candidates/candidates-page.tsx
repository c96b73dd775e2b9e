import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { CandidatesPanel } from './candidates-panel.tsx'
import { NominationsPanel } from './nominations-panel.tsx'
import { OverInvestmentPanel } from './over-investment-panel.tsx'
import { text } from './text.ts'

/** Who is worth pursuing, who was put forward, and which key accounts do not earn their tier. */
export function CandidatesPage() {
  return (
    <Page title={text.page.title} topBar={<TopBar title={text.page.title} note={text.page.note} />}>
      <CandidatesPanel />
      <NominationsPanel />
      <OverInvestmentPanel />
    </Page>
  )
}
