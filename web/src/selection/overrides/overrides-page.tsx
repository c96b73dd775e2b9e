import { useState } from 'react'
import { registerReasons } from '../../kit/figures/reasons.ts'
import { Page, PageColumns, PageStack } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AnswerDialog, type Deed } from './answer-dialog.tsx'
import { OutcomesPanel } from './outcomes-panel.tsx'
import { OverrideList } from './override-list.tsx'
import { PolicyPanel } from './policy-panel.tsx'
import { RecordPanel } from './record-panel.tsx'
import { text } from './text.ts'
import type { TierOverride } from './types.ts'

registerReasons({ 'selection/fewer-than-five-accounts': text.record.tooFewSentence })

/** Exceptions from the scores: asked for, in force and over, and whether they paid. */
export function OverridesPage() {
  const [doing, setDoing] = useState<{ readonly override: TierOverride; readonly deed: Deed } | null>(null)
  const onDeed = (override: TierOverride, deed: Deed) => setDoing({ override, deed })
  return (
    <Page title={text.page.title} topBar={<TopBar title={text.page.title} note={text.page.note} />}>
      <PageColumns template="1.5fr 1fr">
        <PageStack>
          <OverrideList group="asked" onDeed={onDeed} />
          <OverrideList group="running" onDeed={onDeed} />
        </PageStack>
        <PageStack>
          <PolicyPanel />
          <OverrideList group="over" onDeed={onDeed} />
        </PageStack>
      </PageColumns>
      <RecordPanel />
      <OutcomesPanel />
      {doing ? (
        <AnswerDialog
          key={`${doing.override.id} ${doing.deed}`}
          override={doing.override}
          deed={doing.deed}
          onClose={() => setDoing(null)}
        />
      ) : null}
    </Page>
  )
}
