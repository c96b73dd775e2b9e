import { Button, Menu } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { bookPath, usePrintBook } from './print-book.ts'
import { text } from './text.ts'

/** Takes the decision book along; nothing for people who may not take lists out. */
export function DecisionBookMenu({ criteriaSetId }: { criteriaSetId: string }) {
  const print = usePrintBook(criteriaSetId)
  if (!useAccess().may('portfolio:export')) return null
  return (
    <Menu>
      <Menu.Target>
        <Button disabled={print.isPending} aria-busy={print.isPending}>
          {print.isPending ? text.making : text.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => print.mutate()}>{text.pdf}</Menu.Item>
        <Menu.Item component="a" href={bookPath('xlsx', criteriaSetId)} download>
          {text.workbook}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
