import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../client/index.ts'
import { Page } from '../kit/layout/page.tsx'
import { TopBar } from '../kit/layout/top-bar.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { TierBenefitsPanel, TierSchemeDialog } from '../program/index.ts'
import { useTiers } from './api/selection-queries.ts'
import { DecisionsPanel } from './decisions-panel.tsx'
import { ProposalsPanel } from './proposals-panel.tsx'
import { text } from './text.ts'
import { TierCards } from './tier-cards.tsx'

/** Tiers with their places, the moves that are proposed, and what was decided. */
export function TiersPage() {
  const tiers = useTiers()
  const mayEdit = useAccess().may('program:publish')
  const [isEditing, setEditing] = useState(false)
  return (
    <Page
      title={text.tiers.title}
      topBar={
        <TopBar
          title={text.tiers.title}
          note={text.tiers.note}
          actions={mayEdit ? <Button onClick={() => setEditing(true)}>{text.tiers.edit}</Button> : undefined}
        />
      }
    >
      <QueryGate query={tiers} loading="figures">
        {({ tiers: places }) => (
          <>
            <TierCards tiers={places} />
            <TierBenefitsPanel />
            <ProposalsPanel tiers={places} />
            <DecisionsPanel tiers={places} />
          </>
        )}
      </QueryGate>
      {isEditing ? <TierSchemeDialog onClose={() => setEditing(false)} /> : null}
    </Page>
  )
}
