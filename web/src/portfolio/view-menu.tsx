import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { showFailure, showNotice, showUndo } from '../kit/feedback/undo-toast.tsx'
import type { SetUrlState } from '../kit/routing/use-url-state.ts'
import { type SavedView, useChangeView, useDeleteView, useSaveView, viewsOptions } from './api/views.ts'
import classes from './portfolio.module.css'
import { NO_FILTERS, type PortfolioState, type ViewState, viewState } from './state.ts'
import { text } from './text.ts'

const words = text.views

export interface ViewMenuProps {
  readonly state: PortfolioState
  readonly setState: SetUrlState<PortfolioState>
  readonly tiers: readonly string[]
  readonly seesMargins: boolean
}

/** What a view keeps, without what is usual anyway. */
export function definitionOf(state: PortfolioState): Record<string, unknown> {
  const usual: Readonly<Record<string, unknown>> = viewState.parse({})
  const kept: Readonly<Record<string, unknown>> = viewState.parse(state)
  return Object.fromEntries(Object.entries(kept).filter(([key, value]) => value !== undefined && value !== usual[key]))
}

/** The state a stored view stands for; what an older version stored and nobody knows any more is left out. */
export function stateOf(definition: Readonly<Record<string, unknown>>): Partial<ViewState> {
  const read = viewState.safeParse(definition)
  return { ...NO_FILTERS, sort: 'rank', columns: undefined, ...(read.success ? read.data : {}) }
}

function presets({ tiers, seesMargins }: ViewMenuProps): readonly { name: string; view: Partial<ViewState> }[] {
  return [
    { name: words.all, view: {} },
    { name: words.presets.key, view: { tiers: tiers.join(',') || undefined } },
    ...(seesMargins ? [{ name: words.presets.losing, view: { losesMoney: true, sort: 'gross_margin' } }] : []),
    { name: words.presets.risk, view: { outlooks: 'at_risk,declining', sort: '-net_revenue' } },
    { name: words.presets.growing, view: { outlooks: 'growing', sort: '-growth' } },
  ]
}

/** Views of the table: ready ones, saved ones, and saving the one in view. */
export function ViewMenu(props: ViewMenuProps) {
  const { state, setState } = props
  const views = useQuery(viewsOptions())
  const change = useChangeView()
  const save = useSaveView()
  const remove = useDeleteView()
  const [isSaving, setSaving] = useState(false)
  const saved = views.data?.rows ?? []
  const current = saved.find((view) => view.id === state.view)
  const isChanged = current !== undefined && JSON.stringify(definitionOf(state)) !== JSON.stringify(current.definition)
  const apply = (view: Partial<ViewState>, id?: string) => setState({ ...stateOf({ ...view }), view: id }, 'push')
  const title = current ? `${current.name}${isChanged ? `, ${words.changed}` : ''}` : words.all

  const takeAway = (view: SavedView) =>
    remove.mutate(view, {
      onError: (error) => showFailure(error),
      onSuccess: () => {
        if (state.view === view.id) setState({ view: undefined })
        const { name, isShared, definition } = view
        showUndo({ message: words.removed(name), undo: () => save.mutateAsync({ name, isShared, definition }) })
      },
    })

  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button aria-label={words.label(title)}>{title} ▾</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{words.ready}</Menu.Label>
          {presets(props).map((preset) => (
            <Menu.Item key={preset.name} onClick={() => apply(preset.view)}>
              {preset.name}
            </Menu.Item>
          ))}
          {saved.length > 0 ? <Menu.Label>{words.mine}</Menu.Label> : null}
          {saved.map((view) => (
            <Menu.Item key={view.id} onClick={() => apply(view.definition, view.id)}>
              {view.name} {view.isShared ? <span className={classes.muted}>{words.sharedBy}</span> : null}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {current?.isMine && isChanged ? (
            <Menu.Item
              onClick={() =>
                change.mutate(
                  { view: current, definition: definitionOf(state) },
                  { onSuccess: () => showNotice(words.saved(current.name)), onError: (error) => showFailure(error) },
                )
              }
            >
              {words.update(current.name)}
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setSaving(true)}>{words.save}</Menu.Item>
          {current?.isMine ? (
            <Menu.Item onClick={() => takeAway(current)}>{words.remove(current.name)}</Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <SaveViewDialog isOpen={isSaving} onClose={() => setSaving(false)} state={state} setState={setState} />
    </>
  )
}

interface SaveViewProps extends Pick<ViewMenuProps, 'state' | 'setState'> {
  readonly isOpen: boolean
  readonly onClose: () => void
}

function SaveViewDialog({ isOpen, onClose, state, setState }: SaveViewProps) {
  const save = useSaveView()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(
      { name: name.trim(), isShared, definition: definitionOf(state) },
      {
        onError: (error) => showFailure(error),
        onSuccess: (view) => {
          setState({ view: view.id })
          setName('')
          onClose()
          showNotice(words.saved(view.name))
        },
      },
    )
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.save}
      size="sm"
      closeButtonProps={{ 'aria-label': text.picked.close }}
    >
      <form className={classes.viewForm} onSubmit={submit}>
        <TextInput
          data-autofocus
          required
          maxLength={80}
          label={words.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox size="xs" label={words.shared} checked={isShared} onChange={() => setShared(!isShared)} />
        <Button type="submit" variant="filled" loading={save.isPending} disabled={name.trim() === ''}>
          {words.saveButton}
        </Button>
      </form>
    </Modal>
  )
}
