import { Button, Menu, Select } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useAccess } from '../client/index.ts'
import { ConfirmDialog } from '../kit/feedback/confirm-dialog.tsx'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { Page } from '../kit/layout/page.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import { TopBar } from '../kit/layout/top-bar.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { useUrlState } from '../kit/routing/use-url-state.ts'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { useDraftCriteria, useRetireCriteria } from './api/criteria-changes.ts'
import { useCriteriaSets, useMeasures } from './api/criteria-queries.ts'
import { ComparePanel } from './compare-panel.tsx'
import { CriteriaEditor } from './criteria-editor.tsx'
import { CriteriaView } from './criteria-view.tsx'
import { DeleteDraftButton } from './delete-draft-button.tsx'
import classes from './program.module.css'
import { PublishDialog } from './publish-dialog.tsx'
import { text } from './text.ts'
import type { CriteriaSet, Measure } from './types.ts'
import { useDraftEditor } from './use-draft-editor.ts'
import { StatusTag, VersionList, versionHref, versionName } from './version-list.tsx'
import { CriteriaSourceNote } from './weighting/source-note.tsx'

const searchSchema = z.object({ set: z._default(z.string(), ''), compare: z._default(z.string(), '') })

interface VersionProps {
  readonly set: CriteriaSet
  readonly sets: readonly CriteriaSet[]
}

/** Makes a draft and opens it. */
function useOpenDraft() {
  const draft = useDraftCriteria()
  const goTo = useGoTo()
  const open = (name: string, from: string | null) =>
    draft.mutate(
      { name, from },
      { onSuccess: (set) => goTo(versionHref(set.id)), onError: (error) => showFailure(error) },
    )
  return { open, isPending: draft.isPending }
}

function NewDraft({ sets }: { sets: readonly CriteriaSet[] }) {
  const draft = useOpenDraft()
  return (
    <Menu>
      <Menu.Target>
        <QuietButton disabled={draft.isPending}>{text.page.newDraft}</QuietButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => draft.open(text.page.starterName, null)}>{text.page.fromStarter}</Menu.Item>
        {sets.slice(0, 8).map((set) => (
          <Menu.Item key={set.id} onClick={() => draft.open(text.page.reviseName(set.name), set.id)}>
            {text.page.fromVersion(set.number)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ComparePicker({ set, sets }: VersionProps) {
  const [{ compare }, setSearch] = useUrlState(searchSchema)
  const others = sets.filter(({ id }) => id !== set.id)
  if (others.length === 0) return null
  return (
    <Select
      aria-label={text.page.compare}
      placeholder={text.page.compare}
      clearable
      w={170}
      data={others.map((other) => ({ value: other.id, label: versionName(other) }))}
      value={compare === '' ? null : compare}
      onChange={(value) => setSearch({ compare: value ?? '' })}
    />
  )
}

function RetireButton({ set }: { set: CriteriaSet }) {
  const [isAsking, setAsking] = useState(false)
  const retire = useRetireCriteria()
  const confirm = () =>
    retire.mutate(set, {
      onError: (error) => showFailure(error),
      onSuccess: () => showNotice(text.retire.done(set.number)),
      onSettled: () => setAsking(false),
    })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.page.retire}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text.retire.title(set.number)}
        confirmLabel={text.retire.confirm}
        tone="danger"
        isBusy={retire.isPending}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      >
        {text.retire.sentence}
      </ConfirmDialog>
    </>
  )
}

/** What can be done with a version that no longer changes. */
function FixedVersion({ set, measures, sets }: VersionProps & { measures: readonly Measure[] }) {
  const access = useAccess()
  const draft = useOpenDraft()
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <span data-grow className={classes.versionName}>
          {set.name} <StatusTag status={set.status} />
        </span>
        <ComparePicker set={set} sets={sets} />
        {set.status === 'published' && access.may('program:publish') ? <RetireButton set={set} /> : null}
        {access.may('program:write') ? (
          <Button
            variant="filled"
            loading={draft.isPending}
            onClick={() => draft.open(text.page.reviseName(set.name), set.id)}
          >
            {text.page.revise}
          </Button>
        ) : null}
      </div>
      {access.may('program:write') ? null : <p className={classes.muted}>{text.page.mayNotWrite}</p>}
      <CriteriaView set={set} measures={measures} />
    </div>
  )
}

/** A draft with its editor, and the way to publish it. */
function DraftVersion({ set, measures, sets }: VersionProps & { measures: readonly Measure[] }) {
  const [isPublishing, setPublishing] = useState(false)
  const editor = useDraftEditor(set)
  const access = useAccess()
  const published = sets.find(({ status }) => status === 'published') ?? null
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <span data-grow className={classes.versionName}>
          {versionName(set)} <StatusTag status={set.status} />
        </span>
        <ComparePicker set={set} sets={sets} />
        <DeleteDraftButton set={editor.stored} />
        {access.may('program:publish') ? (
          <Button variant="filled" disabled={editor.save.kind !== 'saved'} onClick={() => setPublishing(true)}>
            {text.page.publish}
          </Button>
        ) : null}
      </div>
      <CriteriaSourceNote set={editor.stored} />
      <CriteriaEditor editor={editor} measures={measures} />
      {isPublishing ? (
        <PublishDialog set={editor.stored} published={published} onClose={() => setPublishing(false)} />
      ) : null}
    </div>
  )
}

function Version({ set, sets }: VersionProps) {
  const measures = useMeasures()
  const mayWrite = useAccess().may('program:write')
  const [{ compare }] = useUrlState(searchSchema)
  const other = sets.find(({ id }) => id === compare)
  return (
    <QueryGate query={measures}>
      {({ measures: list }) => (
        <div className={classes.stack}>
          {other && other.id !== set.id ? <ComparePanel set={set} other={other} /> : null}
          {set.status === 'draft' && mayWrite ? (
            <DraftVersion key={set.id} set={set} sets={sets} measures={list} />
          ) : (
            <FixedVersion set={set} sets={sets} measures={list} />
          )}
        </div>
      )}
    </QueryGate>
  )
}

function NoVersions() {
  const draft = useOpenDraft()
  const mayWrite = useAccess().may('program:write')
  return (
    <StateEmpty
      title={text.page.emptyTitle}
      sentence={mayWrite ? text.page.emptySentence : text.page.mayNotWrite}
      action={
        mayWrite ? (
          <Button variant="filled" loading={draft.isPending} onClick={() => draft.open(text.page.starterName, null)}>
            {text.page.begin}
          </Button>
        ) : undefined
      }
    />
  )
}

function Versions({ sets }: { sets: readonly CriteriaSet[] }) {
  const [search] = useUrlState(searchSchema)
  const mayWrite = useAccess().may('program:write')
  const shown = sets.find(({ id }) => id === search.set) ?? sets.find(({ status }) => status === 'published') ?? sets[0]
  if (!shown) return <NoVersions />
  return (
    <div className={classes.layout}>
      <Panel
        title={text.page.versions}
        subtitle={text.page.newest}
        actions={mayWrite ? <NewDraft sets={sets} /> : undefined}
      >
        <VersionList sets={sets} activeId={shown.id} />
      </Panel>
      <Version set={shown} sets={sets} />
    </div>
  )
}

/** The criteria of the program in all their versions. */
export function CriteriaPage() {
  const sets = useCriteriaSets()
  const goTo = useGoTo()
  return (
    <Page
      title={text.page.title}
      topBar={
        <TopBar
          title={text.page.title}
          note={text.page.note}
          actions={<Button onClick={() => goTo(paths.selection())}>{text.page.openRanking}</Button>}
        />
      }
    >
      <QueryGate query={sets}>{({ rows }) => <Versions sets={rows} />}</QueryGate>
    </Page>
  )
}
