import { type ComponentType, lazy, Suspense, useDeferredValue } from 'react'
import * as z from 'zod/mini'
import { type Access, useAccess } from '../client/index.ts'
import { TierBadge } from '../kit/figures/badges.tsx'
import { Page } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { TabBar, TopBar } from '../kit/layout/top-bar.tsx'
import { useRouteParameter, useUrlState } from '../kit/routing/use-url-state.ts'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateLoading } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { type PlanHeader, usePlan } from './api.ts'
import { PlanExportMenu } from './exports/export-menu.tsx'
import { PlanFacts } from './lifecycle/plan-facts.tsx'
import { PlanMenu } from './lifecycle/plan-menu.tsx'
import { StatusTag } from './lifecycle/status-tag.tsx'
import { PlanTogether } from './notices/plan-together.tsx'
import { WaitingChanges } from './offline/waiting-changes.tsx'
import { PART_IDS, type PartId } from './part-ids.ts'
import type { PartProps } from './part-props.ts'
import { PARTS, type Part } from './parts.ts'
import classes from './plans.module.css'
import { useNeighborFocus } from './shared/use-neighbor-focus.ts'
import { text } from './text.ts'
import { SectionNotes } from './texts/section-notes.tsx'
import { useForgetHidden } from './texts/use-forget-hidden.ts'

const planState = z.object({ part: z._default(z.enum(PART_IDS), 'overview') })

const COMPONENTS: ReadonlyMap<PartId, ComponentType<PartProps>> = new Map(
  PARTS.map((part) => [part.id, lazy(async () => ({ default: await part.load() }))]),
)

/** Tabs that stand for sections; the others every plan has. */
const PART_OF_TAB: Partial<Record<PartId, PlanHeader['sections'][number]['part']>> = {
  situation: 'statements',
  goals: 'goals',
  'white-space': 'white_space',
  swot: 'swot',
  objectives: 'objectives',
  actions: 'actions',
  value: 'value_cases',
  buying: 'buying_process',
  team: 'team',
}

/** Tabs in their order; a part for which the plan has no section, or none for this reader, is left out. */
function shownParts(plan: PlanHeader | undefined): readonly Part[] {
  const parts = new Set(plan?.sections.map(({ part }) => part))
  return PART_IDS.flatMap((id) => PARTS.filter((part) => part.id === id)).filter(({ id }) => {
    const part = PART_OF_TAB[id]
    return part === undefined || plan === undefined || parts.has(part)
  })
}

function mayWrite(plan: PlanHeader, access: Access): boolean {
  return access.may('plans:write') && plan.status !== 'closed'
}

/** Notes of the sections behind a tab; those of the situation stand in their sections. */
function NotesOfTab({ plan, tab, mayWrite: may }: { plan: PlanHeader; tab: PartId; mayWrite: boolean }) {
  const part = tab === 'situation' ? undefined : PART_OF_TAB[tab]
  const sections = plan.sections.filter((section) => section.part === part)
  if (sections.length === 0) return null
  return (
    <div className={classes.notesOfTab}>
      <Panel>
        {sections.map((section) => (
          <SectionNotes key={section.key} planId={plan.id} section={section} mayWrite={may} heading="full" />
        ))}
      </Panel>
    </div>
  )
}

/** The account plan: one part at a time, the open one in the address. */
export function PlanPage() {
  const id = useRouteParameter('planId')
  const [state] = useUrlState<{ part: PartId }>(planState)
  const access = useAccess()
  const plan = usePlan(id)
  useForgetHidden(id, plan.data, plan.error)
  useNeighborFocus()
  const title = plan.data?.title ?? text.plans
  const tabs = shownParts(plan.data)
  const shown = tabs.find((part) => part.id === state.part)?.id ?? 'overview'
  // The tab answers at once; a large part is drawn behind it, in pieces that leave room for the next key.
  const Shown = COMPONENTS.get(useDeferredValue(shown))
  return (
    <Page
      title={title}
      topBar={
        <TopBar
          title={title}
          breadcrumbs={[{ label: text.plans, href: paths.plans() }]}
          badge={
            plan.data ? (
              <>
                <StatusTag status={plan.data.status} />
                {plan.data.tier === null ? null : <TierBadge tier={plan.data.tier} level={1} />}
              </>
            ) : undefined
          }
          actions={
            plan.data ? (
              <>
                <PlanTogether plan={plan.data} />
                <PlanExportMenu plan={plan.data} />
                <PlanMenu plan={plan.data} access={access} />
              </>
            ) : null
          }
        />
      }
      band={
        <>
          {plan.data ? <PlanFacts plan={plan.data} /> : null}
          <WaitingChanges />
          <TabBar
            active={shown}
            tabs={tabs.map((part) => ({ id: part.id, label: part.label, href: paths.planPart(id, part.id) }))}
          />
        </>
      }
    >
      <QueryGate query={plan}>
        {(header) => (
          <Suspense fallback={<StateLoading />}>
            {Shown ? (
              <>
                <Shown plan={header} access={access} mayWrite={mayWrite(header, access)} />
                <NotesOfTab plan={header} tab={shown} mayWrite={mayWrite(header, access)} />
              </>
            ) : null}
          </Suspense>
        )}
      </QueryGate>
    </Page>
  )
}
