import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDeferredValue, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { useHotkeyMap } from '../../kit/keys/use-hotkey-map.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { ActionDialog } from './action-dialog.tsx'
import { ActionTable } from './action-table.tsx'
import classes from './actions.module.css'
import { type ActionFilter, FILTERS, filterActions } from './filter-actions.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { MakeActionDialog } from './make-action-dialog.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { text } from './text.ts'
import { type Together, TogetherDialog } from './together-dialog.tsx'
import type { PlanAction } from './types.ts'

const words = text.list
const listState = z.object({
  show: z._default(z.enum(FILTERS), 'open'),
  find: z._default(z.string(), ''),
  action: z._default(z.string(), ''),
})
interface ListState {
  readonly show: ActionFilter
  readonly find: string
  /** The action that is open. */
  readonly action: string
}

type Opened = 'add' | 'paste' | 'hand-over' | null

export interface ActionListProps extends PartProps {
  readonly actions: readonly PlanAction[]
}

/** All actions of a plan, filtered by what stands in the address. */
export function ActionList({ plan, access, mayWrite, actions }: ActionListProps) {
  const locale = useLocale()
  const [state, setState] = useUrlState<ListState>(listState)
  const [opened, setOpened] = useState<Opened>(null)
  const search = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const find = useDeferredValue(state.find)
  const shown = filterActions(actions, { filter: state.show, words: find, me: access.person?.id })
  const write = (count: number) => formatNumber(count, { locale })
  const openCount = actions.filter(({ isOpen }) => isOpen).length
  const open = actions.find(({ id }) => id === state.action)
  useHotkeyMap(text.keys.title, [
    ...(mayWrite ? [{ keys: 'n', description: text.keys.add, run: () => setOpened('add') }] : []),
    { keys: '/', description: text.keys.search, run: () => search.current?.focus() },
    { keys: 'j', description: text.keys.next, run: () => moveFocus(body.current, 1) },
    { keys: 'k', description: text.keys.before, run: () => moveFocus(body.current, -1) },
  ])
  return (
    <Panel title={words.title} subtitle={words.note(write(openCount), write(actions.length))}>
      <div className={classes.toolbar}>
        <NativeSelect
          aria-label={text.filters.shown}
          value={state.show}
          data={FILTERS.map((filter) => ({ value: filter, label: text.filters[filter] }))}
          onChange={(event) =>
            setState({ show: FILTERS.find((filter) => filter === event.currentTarget.value) ?? 'open' })
          }
        />
        <TextInput
          ref={search}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={state.find}
          onChange={(event) => setState({ find: event.currentTarget.value })}
        />
        {mayWrite ? <ListButtons onOpen={setOpened} /> : null}
      </div>
      <div ref={body}>
        <Content
          plan={plan}
          mayWrite={mayWrite}
          isEmpty={actions.length === 0}
          shown={shown}
          onOpen={(action) => setState({ action })}
          onAdd={() => setOpened('add')}
          onClear={() => setState({ show: 'all', find: '' })}
        />
      </div>
      {open ? (
        <ActionDialog plan={plan} action={open} mayWrite={mayWrite} onClose={() => setState({ action: '' })} />
      ) : null}
      <Dialogs plan={plan} opened={opened} onClose={() => setOpened(null)} />
    </Panel>
  )
}

/** Goes to the next or the former action of the list. */
function moveFocus(body: HTMLElement | null, step: 1 | -1): void {
  const titles = [...(body?.querySelectorAll<HTMLElement>('[data-action-title]') ?? [])]
  const focused = document.activeElement
  const at = focused instanceof HTMLElement ? titles.indexOf(focused) : -1
  titles[at === -1 ? 0 : at + step]?.focus()
}

function ListButtons({ onOpen }: { readonly onOpen: (what: Opened) => void }) {
  return (
    <div className={classes.listButtons}>
      <Button onClick={() => onOpen('hand-over')}>{words.handOver}</Button>
      <Button onClick={() => onOpen('paste')}>{words.paste}</Button>
      <Button variant="filled" onClick={() => onOpen('add')}>
        {words.add}
      </Button>
    </div>
  )
}

function Dialogs({
  plan,
  opened,
  onClose,
}: Pick<PartProps, 'plan'> & { readonly opened: Opened; readonly onClose: () => void }) {
  if (opened === 'add') return <MakeActionDialog planId={plan.id} onClose={onClose} />
  if (opened === 'paste') return <PasteDialog planId={plan.id} onClose={onClose} />
  if (opened === 'hand-over') return <HandOverDialog planId={plan.id} onClose={onClose} />
  return null
}

interface ContentProps extends Pick<PartProps, 'plan' | 'mayWrite'> {
  readonly isEmpty: boolean
  readonly shown: readonly PlanAction[]
  readonly onOpen: (id: string) => void
  readonly onAdd: () => void
  readonly onClear: () => void
}

function Content({ plan, mayWrite, isEmpty, shown, onOpen, onAdd, onClear }: ContentProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [together, setTogether] = useState<Together | null>(null)
  // What is not shown is not changed.
  const chosen = shown.filter(({ id }) => selected.has(id))
  if (isEmpty) {
    const add = mayWrite ? <Button onClick={onAdd}>{words.add}</Button> : undefined
    return <StateEmpty title={words.empty} sentence={words.emptySentence} action={add} />
  }
  if (shown.length === 0) {
    const clear = <Button onClick={onClear}>{words.clear}</Button>
    return <StateEmpty title={words.nothing} sentence={words.nothingSentence} action={clear} />
  }
  return (
    <>
      {chosen.length > 0 ? (
        <SelectionBar count={chosen.length} onChange={setTogether} onClear={() => setSelected(new Set())} />
      ) : null}
      <ActionTable shown={shown} mayWrite={mayWrite} selected={selected} onSelect={setSelected} onOpen={onOpen} />
      {together ? (
        <TogetherDialog
          planId={plan.id}
          what={together}
          actions={chosen}
          onClose={() => setTogether(null)}
          onDone={() => {
            setTogether(null)
            setSelected(new Set())
          }}
        />
      ) : null}
    </>
  )
}

interface SelectionBarProps {
  readonly count: number
  readonly onChange: (what: Together) => void
  readonly onClear: () => void
}

function SelectionBar({ count, onChange, onClear }: SelectionBarProps) {
  const locale = useLocale()
  return (
    <div className={classes.selection} role="status">
      <span>{text.together.selected(formatNumber(count, { locale }))}</span>
      <Button onClick={() => onChange('state')}>{text.together.state}</Button>
      <Button onClick={() => onChange('owner')}>{text.together.owner}</Button>
      <Button onClick={() => onChange('due')}>{text.together.due}</Button>
      <Button onClick={onClear}>{text.together.clear}</Button>
    </div>
  )
}
