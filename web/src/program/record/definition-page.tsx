import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useAccess } from '../../client/index.ts'
import { ConfirmDialog } from '../../kit/feedback/confirm-dialog.tsx'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink, useGoTo } from '../../kit/routing/app-link.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import {
  restoreDefinition,
  useDefinitions,
  useDeleteDefinition,
  useDraftDefinition,
  usePublishDefinition,
  useRefreshRecord,
} from './api/definitions.ts'
import { DefinitionCompare } from './definition-compare.tsx'
import { DefinitionEditor } from './definition-editor.tsx'
import { definitionName } from './definition-parts.ts'
import { DefinitionResults } from './definition-results.tsx'
import { DefinitionView } from './definition-view.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { Definition } from './types.ts'
import { useDefinitionDraft } from './use-definition-draft.ts'

const searchSchema = z.object({ version: z._default(z.string(), ''), compare: z._default(z.string(), '') })
const TONES: Readonly<Record<Definition['state'], TagTone>> = {
  draft: 'caution',
  planned: 'accent',
  in_force: 'gain',
  replaced: 'neutral',
}
const hrefOf = (id: string) => `${paths.definition()}?version=${id}`

function StateTag({ state }: Pick<Definition, 'state'>) {
  return <Tag tone={TONES[state]}>{text.definition.state[state]}</Tag>
}

/** Makes a draft and opens it. */
function useOpenDraft() {
  const draft = useDraftDefinition()
  const goTo = useGoTo()
  const open = () =>
    draft.mutate(undefined, { onSuccess: ({ id }) => goTo(hrefOf(id)), onError: (error) => showFailure(error) })
  return { open, isPending: draft.isPending }
}

function whenOf({ state, content, replacedOn, updatedAt }: Definition, locale: string | undefined): string {
  if (state === 'draft' || content.effectiveDate === null)
    return text.definition.changedOn(formatDate(updatedAt, locale))
  const from = formatDate(content.effectiveDate, locale)
  return state === 'replaced' && replacedOn
    ? text.definition.fromTo(from, formatDate(replacedOn, locale))
    : text.definition.from(from)
}

function VersionLinks({ versions, activeId }: { versions: readonly Definition[]; activeId: string }) {
  const locale = useLocale()
  return (
    <ul className={classes.versions}>
      {versions.map((version) => (
        <li key={version.id}>
          <AppLink className={classes.version} href={hrefOf(version.id)} aria-current={version.id === activeId}>
            <span className={classes.versionName}>
              {definitionName(version)} <StateTag state={version.state} />
            </span>
            <span className={classes.muted}>{whenOf(version, locale)}</span>
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

interface VersionProps {
  readonly version: Definition
  readonly versions: readonly Definition[]
}

function ComparePicker({ version, versions }: VersionProps) {
  const [{ compare }, setSearch] = useUrlState(searchSchema)
  const others = versions.filter(({ id }) => id !== version.id)
  if (others.length === 0) return null
  return (
    <Select
      aria-label={text.definition.compare}
      placeholder={text.definition.compare}
      clearable
      w={170}
      data={others.map((other) => ({ value: other.id, label: definitionName(other) }))}
      value={compare === '' ? null : compare}
      onChange={(value) => setSearch({ compare: value ?? '' })}
    />
  )
}

function useDelete(version: Definition) {
  const remove = useDeleteDefinition()
  const refresh = useRefreshRecord()
  const goTo = useGoTo()
  return () =>
    remove.mutate(version, {
      onError: (error) => showFailure(error),
      onSuccess: () => {
        goTo(paths.definition())
        showUndo({
          message: text.definition.deleted(version.number),
          undo: async () => {
            const back = await restoreDefinition(version)
            await refresh()
            goTo(hrefOf(back.id))
          },
        })
      },
    })
}

function PublishButton({ version, isSaved }: { version: Definition; isSaved: boolean }) {
  const [isAsking, setAsking] = useState(false)
  const publish = usePublishDefinition()
  const locale = useLocale()
  const confirm = () =>
    publish.mutate(version, {
      onError: (error) => showFailure(error),
      onSuccess: ({ number }) => showNotice(text.definition.published(number)),
      onSettled: () => setAsking(false),
    })
  return (
    <>
      <Button variant="filled" disabled={!isSaved || version.faults.length > 0} onClick={() => setAsking(true)}>
        {text.definition.publish}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text.definition.publishTitle(version.number)}
        confirmLabel={text.definition.publish}
        isBusy={publish.isPending}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      >
        {text.definition.publishSentence(formatDate(version.content.effectiveDate ?? '', locale))}
      </ConfirmDialog>
    </>
  )
}

function DraftVersion({ version, versions }: VersionProps) {
  const draft = useDefinitionDraft(version)
  const access = useAccess()
  const remove = useDelete(draft.stored)
  return (
    <>
      <div className={classes.bar}>
        <span data-grow className={classes.versionName}>
          {definitionName(version)} <StateTag state={version.state} />
        </span>
        <ComparePicker version={version} versions={versions} />
        <Button onClick={remove}>{text.definition.deleteDraft}</Button>
        {access.may('program:publish') ? (
          <PublishButton version={draft.stored} isSaved={draft.save.kind === 'saved'} />
        ) : null}
      </div>
      <DefinitionEditor draft={draft} />
    </>
  )
}

/** A version that no longer changes, with what came of it and the way to the next. */
function FixedVersion({ version, versions }: VersionProps) {
  const mayWrite = useAccess().may('program:write')
  const draft = useOpenDraft()
  const open = versions.find(({ state }) => state === 'draft')
  return (
    <>
      <div className={classes.bar}>
        <span data-grow className={classes.versionName}>
          {definitionName(version)} <StateTag state={version.state} />
        </span>
        <ComparePicker version={version} versions={versions} />
        {mayWrite && version.state !== 'draft' && open ? (
          <Button component={AppLink} href={hrefOf(open.id)}>
            {text.definition.openDraft}
          </Button>
        ) : null}
        {mayWrite && !open ? (
          <Button variant="filled" loading={draft.isPending} onClick={draft.open}>
            {text.definition.rebuild}
          </Button>
        ) : null}
      </div>
      {mayWrite ? null : <p className={classes.muted}>{text.definition.mayNotWrite}</p>}
      <DefinitionView version={version} />
      {version.state === 'draft' ? null : <DefinitionResults version={version} />}
    </>
  )
}

function Versions({ versions }: { versions: readonly Definition[] }) {
  const [search] = useUrlState(searchSchema)
  const mayWrite = useAccess().may('program:write')
  const draft = useOpenDraft()
  const shown =
    versions.find(({ id }) => id === search.version) ??
    versions.find(({ state }) => state === 'in_force') ??
    versions[0]
  if (!shown) {
    const action = (
      <Button variant="filled" loading={draft.isPending} onClick={draft.open}>
        {text.definition.begin}
      </Button>
    )
    return (
      <StateEmpty
        title={text.definition.emptyTitle}
        sentence={mayWrite ? text.definition.emptySentence : text.definition.mayNotWrite}
        action={mayWrite ? action : undefined}
      />
    )
  }
  const other = versions.find(({ id }) => id === search.compare && id !== shown.id)
  return (
    <div className={classes.layout}>
      <Panel title={text.definition.versions}>
        <VersionLinks versions={versions} activeId={shown.id} />
      </Panel>
      <div className={classes.stack}>
        {other ? <DefinitionCompare version={shown} other={other} /> : null}
        {shown.state === 'draft' && mayWrite ? (
          <DraftVersion key={shown.id} version={shown} versions={versions} />
        ) : (
          <FixedVersion key={shown.id} version={shown} versions={versions} />
        )}
      </div>
    </div>
  )
}

/** What the program is, in all its versions. */
export function DefinitionPage() {
  const definitions = useDefinitions()
  return (
    <Page title={text.definition.title} topBar={<TopBar title={text.definition.title} note={text.definition.note} />}>
      <QueryGate query={definitions}>{({ rows }) => <Versions versions={rows} />}</QueryGate>
    </Page>
  )
}
