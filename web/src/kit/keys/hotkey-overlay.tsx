import { Modal } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { type HotkeyGroup, hotkeyGroups, subscribeToHotkeys } from './hotkey-registry.ts'
import { KeyHint } from './key-hint.tsx'
import classes from './keys.module.css'
import { text } from './text.ts'

const ALWAYS: readonly HotkeyGroup[] = [
  {
    label: text.everywhere,
    hotkeys: [
      { keys: 'mod+K', description: text.palette },
      { keys: '?', description: text.thisList },
      { keys: 'Esc', description: text.close },
    ],
  },
  {
    label: text.table,
    hotkeys: [
      { keys: 'J', description: text.tableMove },
      { keys: 'K', description: text.tableMove },
      { keys: 'Home', description: text.tableEnds },
      { keys: 'PgDn', description: text.tablePage },
      { keys: 'Enter', description: text.tableOpen },
      { keys: 'Space', description: text.tableSelect },
    ],
  },
]

/** The list of keys that work now. */
export function HotkeyOverlay({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const groups = useSyncExternalStore(subscribeToHotkeys, hotkeyGroups)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={text.title}
      size="md"
      closeButtonProps={{ 'aria-label': text.close }}
    >
      {[...groups, ...ALWAYS].map((group) => (
        <section key={group.label} className={classes.group}>
          <h3 className={classes.heading}>{group.label}</h3>
          <dl className={classes.list}>
            {group.hotkeys.map(({ keys, description }) => (
              <div key={keys} className={classes.row}>
                <dt>{description}</dt>
                <dd>
                  <KeyHint keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
