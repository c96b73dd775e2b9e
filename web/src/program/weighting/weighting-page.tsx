import { Button, Select } from '@mantine/core'
import * as z from 'zod/mini'
import { useAccess } from '../../client/index.ts'
import { Page } from '../../kit/layout/page.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty, StateRefused } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { useCriteriaSets } from '../api/criteria-queries.ts'
import type { CriteriaSet } from '../types.ts'
import { versionHref, versionName } from '../version-list.tsx'
import { useWeighting } from './api/weighting.ts'
import { GroupPanel } from './group-panel.tsx'
import { OwnPanel } from './own-panel.tsx'
import { SecondOpinionsPanel } from './second-opinions-panel.tsx'
import { SourceNote } from './source-note.tsx'
import { text } from './text.ts'
import type { Weighting } from './types.ts'
import classes from './weighting.module.css'

const searchSchema = z.object({ set: z._default(z.string(), '') })

function DraftPicker({ drafts, shown }: { drafts: readonly CriteriaSet[]; shown: CriteriaSet }) {
  const [, setSearch] = useUrlState(searchSchema)
  if (drafts.length < 2) return null
  return (
    <Select
      aria-label={text.draft}
      w={220}
      allowDeselect={false}
      data={drafts.map((set) => ({ value: set.id, label: `${versionName(set)}: ${set.name}` }))}
      value={shown.id}
      onChange={(value) => setSearch({ set: value ?? '' })}
    />
  )
}

function NoCriteria({ id }: { id: string }) {
  const goTo = useGoTo()
  return (
    <StateEmpty
      title={text.emptyTitle}
      sentence={text.empty}
      action={<Button onClick={() => goTo(versionHref(id))}>{text.toCriteria}</Button>}
    />
  )
}

function Weigh({ weighting }: { weighting: Weighting }) {
  const { criteriaSet, source } = weighting
  if (weighting.criteria.length === 0) return <NoCriteria id={criteriaSet.id} />
  return (
    <div className={classes.stack}>
      <SourceNote set={{ ...criteriaSet, weightSource: source }} />
      <div className={classes.columns}>
        {/* Other criteria are another question: what was answered is read anew against them. */}
        <OwnPanel key={weighting.criteria.map(({ key }) => key).join()} weighting={weighting} />
        <div className={classes.stack}>
          <GroupPanel weighting={weighting} />
          <SecondOpinionsPanel criteriaSetId={criteriaSet.id} />
        </div>
      </div>
    </div>
  )
}

function OneDraft({ set }: { set: CriteriaSet }) {
  const weighting = useWeighting(set.id)
  return <QueryGate query={weighting}>{(data) => <Weigh key={set.id} weighting={data} />}</QueryGate>
}

function NoDraft() {
  const goTo = useGoTo()
  return (
    <StateEmpty
      title={text.noDraftTitle}
      sentence={text.noDraft}
      action={
        <Button variant="filled" onClick={() => goTo(paths.criteria())}>
          {text.toCriteria}
        </Button>
      }
    />
  )
}

function Drafts({ sets }: { sets: readonly CriteriaSet[] }) {
  const [{ set: wanted }] = useUrlState(searchSchema)
  const drafts = sets.filter(({ status }) => status === 'draft')
  const chosen = sets.find(({ id }) => id === wanted)
  const shown = chosen ?? drafts[0]
  const goTo = useGoTo()
  if (!shown) return <NoDraft />
  if (shown.status !== 'draft') {
    return (
      <StateEmpty
        title={versionName(shown)}
        sentence={text.fixed}
        action={<Button onClick={() => goTo(versionHref(shown.id))}>{text.toCriteria}</Button>}
      />
    )
  }
  return (
    <div className={classes.stack}>
      <DraftPicker drafts={drafts} shown={shown} />
      <OneDraft key={shown.id} set={shown} />
    </div>
  )
}

function Content() {
  const sets = useCriteriaSets()
  return <QueryGate query={sets}>{({ rows }) => <Drafts sets={rows} />}</QueryGate>
}

/** Several people find the weights of a draft together, blind until each has given their own. */
export function WeightingPage() {
  const access = useAccess()
  return (
    <Page
      title={text.title}
      topBar={
        <TopBar title={text.title} note={text.note} breadcrumbs={[{ label: text.crumb, href: paths.criteria() }]} />
      }
    >
      {access.isKnown && !access.may('selection:judge') ? (
        <StateRefused title={text.mayNotTitle} sentence={text.mayNot} />
      ) : (
        <Content />
      )}
    </Page>
  )
}
