import '@mantine/spotlight/styles.layer.css'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useGoTo } from '../routing/app-link.tsx'
import { type Command, commandSnapshot, subscribeToCommands } from './command-registry.ts'
import { text } from './text.ts'
import { type FoundGroup, useFoundCommands } from './use-found-commands.ts'

const MOST_SHOWN = 40
const [store, palette] = createSpotlight()

/** Enter always does something: what is found after the last letter came is chosen as well, and a choice made stays. */
function keepChoice(): void {
  const list = document.getElementById(store.getState().listId)
  const choices = [...(list?.querySelectorAll('[data-action]') ?? [])]
  const selected = Math.max(
    0,
    choices.findIndex((choice) => choice.hasAttribute('data-selected')),
  )
  choices[selected]?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected }))
}

function matches(command: Command, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const haystack = [command.label, command.description, command.group, ...(command.keywords ?? [])]
    .join(' ')
    .toLowerCase()
  return words.every((word) => haystack.includes(word))
}

function groupCommands(commands: readonly Command[]): FoundGroup[] {
  const groups = Map.groupBy(commands, (command) => command.group ?? (command.href ? text.goTo : text.actions))
  return [...groups].map(([group, members]) => ({ group, commands: members }))
}

/** Search or do anything: commands of every area and what the search providers find. */
export function CommandPalette({ openings }: { openings: number }) {
  const { commands, providers } = useSyncExternalStore(subscribeToCommands, commandSnapshot)
  const [query, setQuery] = useState('')
  const goTo = useGoTo()
  const found = useFoundCommands(providers, query)
  const groups = [
    ...found.groups,
    ...groupCommands(commands.filter((command) => matches(command, query)).slice(0, MOST_SHOWN)),
  ]

  useEffect(() => {
    if (openings > 0) palette.open()
  }, [openings])
  const shown = groups.flatMap((group) => group.commands.map(({ id }) => id)).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: other commands are what there is to choose from
  useEffect(() => {
    if (query !== '') keepChoice()
  }, [query, shown])

  const run = (command: Command) => {
    command.run?.()
    if (command.href) goTo(command.href)
  }

  return (
    <Spotlight.Root
      store={store}
      centered={false}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': text.label } }}
    >
      <Spotlight.Search
        placeholder={text.placeholder}
        aria-label={text.label}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ group, commands: members }) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {members.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                {...(command.description ? { description: command.description } : {})}
                leftSection={command.icon ? <command.icon size={16} stroke={1.6} aria-hidden /> : null}
                onClick={() => run(command)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 || found.status === 'failed' ? (
          <Spotlight.Empty role="status">
            {found.status === 'searching' ? text.searching : found.status === 'failed' ? text.failed : text.nothing}
          </Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
