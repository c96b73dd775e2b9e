import { Menu } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import type { ReactNode } from 'react'
import { QuietButton } from './quiet-button.tsx'
import { text } from './text.ts'

/** One form a thing can be taken away in: made here (`onSelect`) or fetched from the server (`href`). */
export type ExportChoice =
  | { readonly label: string; readonly onSelect: () => void; readonly href?: undefined }
  | { readonly label: string; readonly href: string; readonly onSelect?: undefined }

export interface ExportMenuProps {
  /** Name of what is exported, for screen readers. */
  readonly label: string
  readonly choices: readonly ExportChoice[]
  readonly children?: ReactNode
}

/** The ways to take a picture or table along. */
export function ExportMenu({ label, choices, children }: ExportMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <QuietButton aria-label={text.more(label)} title={text.more(label)}>
          {children ?? <IconDownload size={15} stroke={1.6} aria-hidden />}
        </QuietButton>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) =>
          choice.href === undefined ? (
            <Menu.Item key={choice.label} onClick={choice.onSelect}>
              {choice.label}
            </Menu.Item>
          ) : (
            <Menu.Item key={choice.label} component="a" href={choice.href} download>
              {choice.label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
