import { useState } from 'react'
import * as z from 'zod/mini'
import { Page } from '../../kit/layout/page.tsx'
import { TabBar, TopBar } from '../../kit/layout/top-bar.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { paths } from '../../paths.ts'
import { DecisionLogPanel } from './decision-log.tsx'
import { MeetingsPanel } from './meetings-panel.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { text } from './text.ts'

const TABS = ['people', 'meetings', 'decisions'] as const
const searchSchema = z.object({ tab: z._default(z.enum(TABS), 'people') })
const PANELS = { people: PeoplePanel, meetings: MeetingsPanel, decisions: DecisionLogPanel } as const

/** The reader's day: what happened today is dated where it happened. */
function dayOf(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

/** Who stands for the program, when they met, what they decided. */
export function CouncilPage() {
  const [{ tab }] = useUrlState(searchSchema)
  const [today] = useState(() => dayOf(new Date()))
  const Shown = PANELS[tab]
  const tabs = TABS.map((id) => ({
    id,
    label: text.council.tabs[id],
    href: id === 'people' ? paths.council() : `${paths.council()}?tab=${id}`,
  }))
  return (
    <Page
      title={text.council.title}
      topBar={<TopBar title={text.council.title} note={text.council.note} />}
      band={<TabBar tabs={tabs} active={tab} />}
    >
      <Shown today={today} />
    </Page>
  )
}
